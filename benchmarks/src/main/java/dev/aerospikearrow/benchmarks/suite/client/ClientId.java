package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.workload.Form;
import dev.aerospikearrow.benchmarks.suite.workload.Work;

/** The clients that there are to compare, in the order of tables. */
public enum ClientId {
    /** This project's, into Arrow vectors. */
    COLUMNAR("columnar", "columnar", "ac_", Maker.THIS_PROJECT, Mode.SYNC),
    /** This project's map API. */
    MAP_SYNC("map_sync", "map sync", "ms_", Maker.THIS_PROJECT, Mode.SYNC),
    /** This project's map API without waiting. */
    MAP_ASYNC("map_async", "map async", "ma_", Maker.THIS_PROJECT, Mode.ASYNC),
    /** The official Java client. */
    OFFICIAL_SYNC("official_sync", "official Java sync", "os_", Maker.OFFICIAL_JAVA, Mode.SYNC),
    /** The official Java client with its event loops. */
    OFFICIAL_ASYNC("official_async", "official Java async", "oa_", Maker.OFFICIAL_JAVA, Mode.ASYNC),
    /** aerospike-py's client. */
    PY_SYNC("aerospike_py_sync", "aerospike-py sync", "ps_", Maker.PYTHON, Mode.SYNC),
    /** aerospike-py's client for asyncio. */
    PY_ASYNC("aerospike_py_async", "aerospike-py async", "pa_", Maker.PYTHON, Mode.ASYNC),
    /** aerospike-py's NumPy batch read and write. */
    PY_NUMPY("aerospike_py_numpy", "aerospike-py NumPy", "pn_", Maker.PYTHON, Mode.SYNC),
    /** The official Python client, an extension over the C client. */
    PY_OFFICIAL("official_python", "official Python (C)", "pc_", Maker.PYTHON, Mode.SYNC);

    /** Whose it is. */
    public enum Maker {
        /** This project's. */
        THIS_PROJECT,
        /** The official one for Java. */
        OFFICIAL_JAVA,
        /** One for Python, whoever's. */
        PYTHON
    }

    /** Whether a caller waits for each call. */
    public enum Mode {
        /** One call after the other. */
        SYNC,
        /** Many calls under way. */
        ASYNC
    }

    private final String key;
    private final String title;
    private final String keyPrefix;
    private final Maker maker;
    private final Mode mode;

    ClientId(String key, String title, String keyPrefix, Maker maker, Mode mode) {
        this.key = key;
        this.title = title;
        this.keyPrefix = keyPrefix;
        this.maker = maker;
        this.mode = mode;
    }

    /** For JSON and command lines. */
    public String key() {
        return key;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** What the user keys of its records start with. */
    public String keyPrefix() {
        return keyPrefix;
    }

    /** Whose it is. */
    public Maker maker() {
        return maker;
    }

    /** How it is used. */
    public Mode mode() {
        return mode;
    }

    /** Whether it has something for the work. */
    public boolean takes(Work work) {
        if (work instanceof Work.BatchRead read) {
            return form() == read.form();
        }
        if (work instanceof Work.BatchWrite write) {
            return form() == write.form();
        }
        return form() == Form.MAPS || this == COLUMNAR && work instanceof Work.Query;
    }

    /** How it takes batches. */
    public Form form() {
        return this == COLUMNAR || this == PY_NUMPY ? Form.COLUMNS : Form.MAPS;
    }

    /** What it is compared with: the official Java client in the same mode. */
    public ClientId baseline() {
        return mode == Mode.SYNC ? OFFICIAL_SYNC : OFFICIAL_ASYNC;
    }
}
