"""The clients that are measured, each behind the same few methods.

``single(verb, data)`` gives a function of a row. ``batch_read``, ``batch_write`` and ``query`` give functions
of the first row and the number of rows that return ``(records found or written, outcome of the stage)``. Those of asynchronous
clients are coroutine functions. Keys are made anew in each call, as the Java clients do.
"""

import asyncio
import platform
from importlib.metadata import version

from values import Dataset

#: The clients' own limits are too short for 100,000 records, and a timeout is no measurement.
PATIENT = {"total_timeout": 30_000, "socket_timeout": 30_000}

NUMPY_KEY = "_key"


def with_python(library):
    return f"{library} {version(library)}, Python {platform.python_version()}"


def result_count(records):
    return sum(1 for record in records if record.result == 0)


class AerospikePySync:
    """aerospike-py, one call after the other."""

    is_async = False

    def __init__(self, hosts):
        import aerospike_py

        self.library = aerospike_py
        self.client = aerospike_py.client({"hosts": hosts, "timeout": 30_000}).connect()

    def version(self):
        return with_python("aerospike-py")

    def operations(self):
        return [
            {"op": self.library.OPERATOR_READ, "bin": "bin_str", "val": None},
            {"op": self.library.OPERATOR_INCR, "bin": "bin_int", "val": 1},
        ]

    def single(self, verb, data):
        client, operations = self.client, self.operations()
        return {
            "put": lambda row: client.put(data.key(row), data.record(row)),
            "get": lambda row: client.get(data.key(row)),
            "operate": lambda row: client.operate(data.key(row), operations),
            "remove": lambda row: client.remove(data.key(row)),
        }[verb]

    def batch_read(self, data, stage):
        def run(first, count):
            records = self.client.batch_read(data.keys(first, count), data.bin_names, PATIENT).to_dict()
            return len(records), stage.of_maps(records.values())

        return run

    def batch_write(self, data):
        def run(first, count):
            records = [(data.key(row), data.record(row)) for row in range(first, first + count)]
            return result_count(self.client.batch_write(records, PATIENT).batch_records), 0.0

        return run

    def query(self, data):
        return lambda first, count: (len(self.client.query(data.namespace, data.set_name).results()), 0.0)

    def cells(self, data, first, count):
        keys = data.keys(first, count)
        records = self.client.batch_read(keys, data.bin_names, PATIENT).to_dict()
        return [records.get(key[2]) for key in keys]


class AerospikePyNumpy(AerospikePySync):
    """aerospike-py's NumPy batch read and write."""

    def __init__(self, hosts):
        import numpy

        super().__init__(hosts)
        self.numpy = numpy

    def version(self):
        return f"{super().version()}, NumPy {version('numpy')}"

    def batch_read(self, data, stage):
        dtype = data.dtype()

        def run(first, count):
            result = self.client.batch_read(data.keys(first, count), data.bin_names, PATIENT).to_numpy(dtype)
            found = result.result_codes == 0
            return int(found.sum()), stage.of_array(result.batch_records, found)

        return run

    def batch_write(self, data):
        dtype = data.dtype(NUMPY_KEY)
        rows = [
            (self.field(data.user_keys[row]), *(self.field(value) for value in data.record(row).values()))
            for row in range(data.rows)
        ]
        array = self.numpy.array(rows, dtype=dtype)

        def run(first, count):
            result = self.client.batch_write_numpy(
                array[first : first + count], data.namespace, data.set_name, dtype, NUMPY_KEY, PATIENT
            )
            return result_count(result.batch_records), 0.0

        return run

    @staticmethod
    def field(value):
        return value.encode() if isinstance(value, str) else value

    def cells(self, data, first, count):
        result = self.client.batch_read(data.keys(first, count), data.bin_names, PATIENT).to_numpy(data.dtype())
        return [
            self.record(data, row) if code == 0 else None
            for row, code in zip(result.batch_records, result.result_codes)
        ]

    @staticmethod
    def record(data, row):
        record = {}
        for column in data.bins:
            value = row[column["name"]]
            if column["kind"] in ("TEXT", "NAME"):
                record[column["name"]] = value.decode()
            elif column["kind"] == "VECTOR":
                record[column["name"]] = value.tobytes()
            else:
                record[column["name"]] = value.item() if hasattr(value, "item") else bytes(value)
        return record


class AerospikePyAsync:
    """aerospike-py for asyncio."""

    is_async = True

    def __init__(self, hosts):
        import aerospike_py

        self.library = aerospike_py
        self.loop = asyncio.new_event_loop()
        self.client = aerospike_py.AsyncClient({"hosts": hosts, "timeout": 30_000})
        self.loop.run_until_complete(self.client.connect())

    def version(self):
        return with_python("aerospike-py")

    def single(self, verb, data):
        client = self.client
        operations = [
            {"op": self.library.OPERATOR_READ, "bin": "bin_str", "val": None},
            {"op": self.library.OPERATOR_INCR, "bin": "bin_int", "val": 1},
        ]
        return {
            "put": lambda row: client.put(data.key(row), data.record(row)),
            "get": lambda row: client.get(data.key(row)),
            "operate": lambda row: client.operate(data.key(row), operations),
            "remove": lambda row: client.remove(data.key(row)),
        }[verb]

    def batch_read(self, data, stage):
        async def run(first, count):
            result = await self.client.batch_read(data.keys(first, count), data.bin_names, PATIENT)
            records = result.to_dict()
            return len(records), stage.of_maps(records.values())

        return run

    def batch_write(self, data):
        async def run(first, count):
            records = [(data.key(row), data.record(row)) for row in range(first, first + count)]
            result = await self.client.batch_write(records, PATIENT)
            return result_count(result.batch_records), 0.0

        return run

    def query(self, data):
        async def run(first, count):
            return len(await self.client.query(data.namespace, data.set_name).results()), 0.0

        return run

    def cells(self, data, first, count):
        keys = data.keys(first, count)
        lazy = self.loop.run_until_complete(self.client.batch_read(keys, data.bin_names, PATIENT))
        records = lazy.to_dict()
        return [records.get(key[2]) for key in keys]


class OfficialPython:
    """The official Python client, an extension over the C client."""

    is_async = False

    def __init__(self, hosts):
        import aerospike
        from aerospike_helpers.batch.records import BatchRecords, Write
        from aerospike_helpers.operations import operations

        self.new_batch = BatchRecords
        self.new_write = Write
        self.operations = operations
        self.client = aerospike.client({"hosts": hosts}).connect()
        self.batch_policy = {"concurrent": True, **PATIENT}

    def version(self):
        return with_python("aerospike")

    def single(self, verb, data):
        client = self.client
        read_and_add = [self.operations.read("bin_str"), self.operations.increment("bin_int", 1)]
        return {
            "put": lambda row: client.put(data.key(row), data.record(row)),
            "get": lambda row: client.get(data.key(row)),
            "operate": lambda row: client.operate(data.key(row), read_and_add),
            "remove": lambda row: client.remove(data.key(row)),
        }[verb]

    def read(self, data, first, count):
        return self.client.batch_read(data.keys(first, count), data.bin_names, self.batch_policy).batch_records

    def batch_read(self, data, stage):
        def run(first, count):
            records = self.read(data, first, count)
            found = (record.record[2] for record in records if record.result == 0)
            return result_count(records), stage.of_maps(found)

        return run

    def batch_write(self, data):
        write = self.operations.write

        def run(first, count):
            batch = self.new_batch(
                [
                    self.new_write(data.key(row), [write(name, value) for name, value in data.record(row).items()])
                    for row in range(first, first + count)
                ]
            )
            self.client.batch_write(batch, self.batch_policy)
            return result_count(batch.batch_records), 0.0

        return run

    def query(self, data):
        return lambda first, count: (len(self.client.query(data.namespace, data.set_name).results()), 0.0)

    def cells(self, data, first, count):
        return [record.record[2] if record.result == 0 else None for record in self.read(data, first, count)]


CLIENTS = {
    "aerospike_py_sync": AerospikePySync,
    "aerospike_py_async": AerospikePyAsync,
    "aerospike_py_numpy": AerospikePyNumpy,
    "official_python": OfficialPython,
}

__all__ = ["CLIENTS", "Dataset"]
