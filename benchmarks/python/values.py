"""Records as JSON and back, and the two shapes in which clients take them."""

import base64

BYTES = "$bytes"

#: What a NumPy field is for each kind of bin; the size stands behind it where it is a number.
NUMPY_TYPES = {
    "INTEGER": lambda size: "i8",
    "DOUBLE": lambda size: "f8",
    "TEXT": lambda size: f"S{size}",
    "BYTES": lambda size: f"S{size}",
    "VECTOR": lambda size: f"V{4 * size}",
}


def from_json(value):
    """A cell as the clients take it."""
    if isinstance(value, dict):
        if BYTES in value:
            return base64.b64decode(value[BYTES])
        return {key: from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_json(item) for item in value]
    return value


def to_json(value):
    """A cell as JSON can hold it."""
    if isinstance(value, (bytes, bytearray)):
        return {BYTES: base64.b64encode(bytes(value)).decode()}
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


class Dataset:
    """The records of one client: the keys, the bins and, where they are to be written, the values."""

    def __init__(self, description):
        self.namespace = description["namespace"]
        self.set_name = description["set"]
        self.rows = description["rows"]
        self.bins = description["bins"]
        self.bin_names = [column["name"] for column in self.bins]
        self.user_keys = [description["prefix"] + str(row) for row in range(self.rows)]
        self.records = [from_json(record) for record in description.get("records", [])]

    def key(self, row):
        return (self.namespace, self.set_name, self.user_keys[row])

    def keys(self, first, count):
        namespace, set_name = self.namespace, self.set_name
        return [(namespace, set_name, key) for key in self.user_keys[first : first + count]]

    def record(self, row):
        return self.records[row % len(self.records)]

    def number_bin(self):
        return next(column["name"] for column in self.bins if column["kind"] == "DOUBLE")

    def dtype(self, key_field=None):
        import numpy

        fields = [(column["name"], NUMPY_TYPES[column["kind"]](column["size"])) for column in self.bins]
        if key_field is not None:
            fields.insert(0, (key_field, f"S{max(map(len, self.user_keys))}"))
        return numpy.dtype(fields)


THRESHOLD = 0.5


def stage_of_maps(stage, number_bin, records):
    """What is done with the records of a batch read, as maps."""
    if stage == "raw_read":
        return 0.0
    numbers = [record[number_bin] for record in records if number_bin in record]
    if stage == "read_column_access":
        return float(len(numbers))
    if stage == "read_filter":
        return float(len([number for number in numbers if number > THRESHOLD]))
    return float(sum(numbers))


def stage_of_array(stage, number_bin, array, found):
    """The same on a NumPy array with fields; ``found`` masks the rows that have a record."""
    if stage == "raw_read":
        return 0.0
    numbers = array[number_bin] if found.all() else array[number_bin][found]
    if stage == "read_column_access":
        return float(len(numbers))
    if stage == "read_filter":
        return float(len(numbers[numbers > THRESHOLD]))
    return float(numbers.sum())
