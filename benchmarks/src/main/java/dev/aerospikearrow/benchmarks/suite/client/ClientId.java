package dev.aerospikearrow.benchmarks.suite.client;

import dev.aerospikearrow.benchmarks.suite.workload.Verb;
import dev.aerospikearrow.benchmarks.suite.workload.Work;

/** The clients that there are to compare, in the order of tables. */
public enum ClientId {
    /** This project's, into Arrow vectors. */
    COLUMNAR("columnar", "columnar", "ac_", Maker.THIS_PROJECT, Mode.SYNC, Form.COLUMNS),
    /** The same without waiting. */
    COLUMNAR_ASYNC(
            "columnar_async",
            "columnar async",
            "aa_",
            Maker.THIS_PROJECT,
            Mode.ASYNC,
            Form.COLUMNS),
    /** This project's map API. */
    MAP_SYNC("map_sync", "map sync", "ms_", Maker.THIS_PROJECT, Mode.SYNC, Form.MAPS),
    /** This project's map API without waiting. */
    MAP_ASYNC("map_async", "map async", "ma_", Maker.THIS_PROJECT, Mode.ASYNC, Form.MAPS),
    /** The same, whose gets travel together as batches. */
    MAP_COALESCING(
            "map_coalescing", "map coalescing", "mc_", Maker.THIS_PROJECT, Mode.ASYNC, Form.MAPS),
    /** The official Java client. */
    OFFICIAL_SYNC(
            "official_sync",
            "official Java sync",
            "os_",
            Maker.OFFICIAL_JAVA,
            Mode.SYNC,
            Form.MAPS),
    /** The official Java client with its event loops. */
    OFFICIAL_ASYNC(
            "official_async",
            "official Java async",
            "oa_",
            Maker.OFFICIAL_JAVA,
            Mode.ASYNC,
            Form.MAPS),
    /** aerospike-py's client. */
    PY_SYNC("aerospike_py_sync", "aerospike-py sync", "ps_", Maker.PYTHON, Mode.SYNC, Form.MAPS),
    /** aerospike-py's client for asyncio. */
    PY_ASYNC(
            "aerospike_py_async", "aerospike-py async", "pa_", Maker.PYTHON, Mode.ASYNC, Form.MAPS),
    /** aerospike-py's NumPy batch read and write. */
    PY_NUMPY(
            "aerospike_py_numpy",
            "aerospike-py NumPy",
            "pn_",
            Maker.PYTHON,
            Mode.SYNC,
            Form.COLUMNS),
    /** The official Python client, an extension over the C client. */
    PY_OFFICIAL(
            "official_python", "official Python (C)", "pc_", Maker.PYTHON, Mode.SYNC, Form.MAPS),
    /** No client: what one would reach that costs nothing. */
    BARE_SYNC("bare_sync", "bare socket", "bs_", Maker.NOBODY, Mode.SYNC, Form.NONE),
    /** The same with many requests under way. */
    BARE_ASYNC("bare_async", "bare socket async", "ba_", Maker.NOBODY, Mode.ASYNC, Form.NONE);

    /** Whose it is. */
    public enum Maker {
        /** This project's. */
        THIS_PROJECT,
        /** The official one for Java. */
        OFFICIAL_JAVA,
        /** One for Python, whoever's. */
        PYTHON,
        /** No client at all. */
        NOBODY
    }

    /** Whether a caller waits for each call. */
    public enum Mode {
        /** One call after the other. */
        SYNC,
        /** Many calls under way. */
        ASYNC
    }

    /** How a batch is handed over. */
    public enum Form {
        /** A map for each record. */
        MAPS,
        /** A column for each bin: Arrow vectors, or a NumPy array with fields. */
        COLUMNS,
        /** Not at all. */
        NONE
    }

    private final String key;
    private final String title;
    private final String keyPrefix;
    private final Maker maker;
    private final Mode mode;
    private final Form form;

    ClientId(String key, String title, String keyPrefix, Maker maker, Mode mode, Form form) {
        this.key = key;
        this.title = title;
        this.keyPrefix = keyPrefix;
        this.maker = maker;
        this.mode = mode;
        this.form = form;
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

    /** How it takes batches. */
    public Form form() {
        return form;
    }

    /** Whether it has something for the work. */
    public boolean takes(Work work) {
        if (work instanceof Work.Singles singles && singles.verb() == Verb.GET) {
            return form != Form.COLUMNS;
        }
        if (this == MAP_COALESCING) {
            return false;
        }
        if (work instanceof Work.BatchRead) {
            return true;
        }
        if (work instanceof Work.BatchWrite) {
            return maker != Maker.NOBODY;
        }
        if (work instanceof Work.Query) {
            return form == Form.MAPS || this == COLUMNAR || this == BARE_SYNC;
        }
        if (work instanceof Work.KeyStream) {
            return mode == Mode.SYNC && maker != Maker.PYTHON;
        }
        return form == Form.MAPS;
    }

    /** What it is compared with: the official Java client in the same mode. */
    public ClientId baseline() {
        return mode == Mode.SYNC ? OFFICIAL_SYNC : OFFICIAL_ASYNC;
    }
}
