"""Records as JSON and back, and the two shapes in which clients take them."""

import base64

BYTES = "$bytes"

#: What a NumPy field is for each kind of bin; the size stands behind it where it is a number.
NUMPY_TYPES = {
    "INTEGER": lambda size: "i8",
    "DOUBLE": lambda size: "f8",
    "TEXT": lambda size: f"S{size}",
    "NAME": lambda size: f"S{size}",
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
        prefix, first = description["prefix"], description["first_key"]
        self.user_keys = [prefix + str(row) if prefix else first + row for row in range(self.rows)]
        self.records = [from_json(record) for record in description.get("records", [])]

    def key(self, row):
        return (self.namespace, self.set_name, self.user_keys[row])

    def keys(self, first, count):
        namespace, set_name = self.namespace, self.set_name
        return [(namespace, set_name, key) for key in self.user_keys[first : first + count]]

    def record(self, row):
        return self.records[row % len(self.records)]

    def dtype(self, key_field=None):
        import numpy

        fields = [(column["name"], NUMPY_TYPES[column["kind"]](column["size"])) for column in self.bins]
        if key_field is not None:
            texts = isinstance(self.user_keys[0], str)
            fields.insert(0, (key_field, f"S{max(map(len, self.user_keys))}" if texts else "i8"))
        return numpy.dtype(fields)


THRESHOLD = 0.5

#: The model of the stage "read_scoring"; the numbers are those of ``Stage.java``.
HIDDEN = 64
BIAS = -1.0


def scorer(numpy, width):
    """A function that sums the scores of records, each a row of ``width`` features."""
    weights = numpy.array([[(h * 31 + f * 17) % 13 / 16 for h in range(HIDDEN)] for f in range(width)])
    output = numpy.array([(h % 7 + 1) / 64 for h in range(HIDDEN)])
    return lambda features: float((numpy.maximum(features @ weights + BIAS, 0) @ output).sum())


class Stage:
    """What is done with the result of a batch read: on some bins of doubles."""

    def __init__(self, work):
        self.name = work["stage"]
        self.bins = work["stage_bins"]
        if self.name == "read_scoring":
            import numpy

            self.numpy = numpy
            self.score = scorer(numpy, len(self.bins))

    def of_maps(self, records):
        """On an iterable of records as maps."""
        if self.name == "raw_read":
            return 0.0
        if self.name == "read_scoring":
            rows = [[record[name] for name in self.bins] for record in records]
            return self.score(self.numpy.array(rows))
        number_bin = self.bins[0]
        numbers = [record[number_bin] for record in records if number_bin in record]
        if self.name == "read_column_access":
            return float(len(numbers))
        if self.name == "read_filter":
            return float(len([number for number in numbers if number > THRESHOLD]))
        return float(sum(numbers))

    def of_array(self, array, found):
        """The same on a NumPy array with fields; ``found`` masks the rows that have a record."""
        if self.name == "raw_read":
            return 0.0
        if not found.all():
            array = array[found]
        if self.name == "read_scoring":
            return self.score(self.numpy.column_stack([array[name] for name in self.bins]))
        numbers = array[self.bins[0]]
        if self.name == "read_column_access":
            return float(len(numbers))
        if self.name == "read_filter":
            return float(len(numbers[numbers > THRESHOLD]))
        return float(numbers.sum())
