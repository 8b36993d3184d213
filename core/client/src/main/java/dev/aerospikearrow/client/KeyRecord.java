package dev.aerospikearrow.client;

import dev.aerospikearrow.data.Key;

/**
 * A record of a scan or query, and its key.
 *
 * @param key with the user key if that was stored with the record, else with the digest alone
 * @param record the record
 */
public record KeyRecord(Key key, StoredRecord record) {}
