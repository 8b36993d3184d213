/** A module of somebody else's: it names what it uses, and the modules of this project say what they need. */
module example.foreign {
    requires dev.aerospikearrow.columnar;
    requires dev.aerospikearrow.server;
}
