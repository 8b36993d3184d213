"""Aerospike for PySpark, beside the data source ``aerospike``.

The module is inside of the jar, which Python can import from::

    pyspark --jars aerospike-arrow-spark.jar --py-files aerospike-arrow-spark.jar

    import aerospike_arrow

    cluster = aerospike_arrow.options(seedhost="localhost:3000", namespace="test")
    flights = spark.read.format("aerospike").options(**cluster).option("aerospike.set", "flights").load()
    enriched = aerospike_arrow.lookup(bookings, "flight", "origin STRING, delay INT", **cluster, set="flights")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Mapping, Tuple, Union

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["lookup", "options"]

_Scalar = Union[str, bool, int]
OptionValue = Union[_Scalar, List[_Scalar], Tuple[_Scalar, ...], None]

_PREFIX = "aerospike"
_JAR = "aerospike-arrow-spark.jar"
_EXTENSIONS = "dev.aerospikearrow.spark.AerospikeExtensions"
_FUNCTION = "aerospike_lookup"


def lookup(
    df: DataFrame, key_column: str, schema: Union[str, StructType], **given: OptionValue
) -> DataFrame:
    """Returns the rows of a DataFrame with columns from the records of their keys.

    The keys are read in batch requests when the result is used. All rows stay, with nulls where there is no
    record, unless ``lookup_type="inner"`` is given; ``lookup_resultCodeColumn`` names one more column that says
    what became of each row. ``df.transform(aerospike_arrow.lookup, "flight", "delay INT", **cluster)`` is the same.

    On Spark Connect the server does it with the table function of SQL that its ``spark.sql.extensions`` brings.

    :param df: the rows, of a classic session or of Spark Connect
    :param key_column: the column that has the keys: integers, strings or binary
    :param schema: the columns that are added, ``"name STRING, age INT"`` or a ``StructType``; each is filled from
        the bin of its name
    :param given: options, see :func:`options`
    :raises RuntimeError: if the session has no jar, or the server of Spark Connect no extensions
    """
    text = schema if isinstance(schema, str) else schema.json()
    if type(df).__module__.startswith("pyspark.sql.connect."):
        return _lookup_in_sql(df, key_column, text, options(**given))
    return _lookup_in_jvm(df, key_column, text, options(**given))


def options(**given: OptionValue) -> Mapping[str, str]:
    """Returns options of the data source, as ``DataFrameReader.options`` and :func:`lookup` take them.

    Names may lack the ``aerospike.`` that they begin with, and may have ``_`` where they have ``.`` or ``-``. Values
    are strings, booleans, integers, or lists of them; with ``None`` an option is left out.

    >>> options(seedhost=["10.0.0.7:3000", "10.0.0.8:3000"], sendKey=True, ttl=3600, user=None)
    {'aerospike.seedhost': '10.0.0.7:3000,10.0.0.8:3000', 'aerospike.sendKey': 'true', 'aerospike.ttl': '3600'}

    :raises TypeError: if a value is of another type
    """
    return {
        name if name.lower().startswith(_PREFIX) else f"{_PREFIX}.{name}": _text(name, value)
        for name, value in given.items()
        if value is not None
    }


def _text(name: str, value: OptionValue) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(_text(name, element) for element in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int)):
        return str(value)
    raise TypeError(
        f"Option {name} is a {type(value).__name__}, but has to be a string, a boolean, an integer, a list of these"
        " or None."
    )


def _lookup_in_jvm(
    df: DataFrame, key_column: str, schema: str, given: Mapping[str, str]
) -> DataFrame:
    from py4j.java_gateway import JavaClass
    from pyspark.sql import DataFrame

    session = df.sparkSession
    java = session._jvm.dev.aerospikearrow.spark.AerospikeLookup
    if not isinstance(java, JavaClass):
        raise RuntimeError(
            f"This session has no classes of aerospike-arrow. Start it with --jars {_JAR}, or with"
            f' .config("spark.jars", "{_JAR}") before there is a session.'
        )
    return DataFrame(java.join(df._jdf, key_column, schema, dict(given)), session)


def _lookup_in_sql(
    df: DataFrame, key_column: str, schema: str, given: Mapping[str, str]
) -> DataFrame:
    from pyspark.errors import AnalysisException

    arguments = {"key": key_column, "columns": schema}
    places = []
    for number, (name, value) in enumerate(given.items()):
        arguments[f"name{number}"] = name
        arguments[f"value{number}"] = value
        places.append(f":name{number}, :value{number}")
    options_map = f", map({', '.join(places)})" if places else ""
    statement = f"SELECT * FROM {_FUNCTION}(TABLE({{rows}}), :key, :columns{options_map})"
    try:
        return df.sparkSession.sql(statement, args=arguments, rows=df)
    except AnalysisException as e:
        if "UNRESOLVABLE_TABLE_VALUED_FUNCTION" not in str(e):
            raise
        raise RuntimeError(
            f"The server of Spark Connect has no function {_FUNCTION}. Start it with --jars {_JAR} and"
            f" --conf spark.sql.extensions={_EXTENSIONS}."
        ) from e
