"""Prints name, type and first value of each column of a file, one a line, as pyarrow reads them."""

import sys

import pyarrow as pa
import pyarrow.parquet

path = sys.argv[1]
if path.endswith(".parquet"):
    table = pyarrow.parquet.read_table(path)
elif path.endswith(".arrows"):
    table = pa.ipc.open_stream(path).read_all()
else:
    table = pa.ipc.open_file(path).read_all()
for field in table.schema:
    print(field.name, field.type, table[field.name][0].as_py(), sep="\t")
