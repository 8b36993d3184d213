package dev.aerospikearrow.client;

import java.util.Map;

/**
 * A module of functions that is registered with the nodes.
 *
 * @param fileName what it is registered as, such as {@code discounts.lua}
 * @param hash a number in hexadecimal digits that changes with the source
 * @param language {@code LUA}
 */
public record FunctionModule(String fileName, String hash, String language) {
    static FunctionModule of(Map<String, String> entry) {
        return new FunctionModule(
                entry.getOrDefault("filename", ""),
                entry.getOrDefault("hash", ""),
                entry.getOrDefault("type", ""));
    }
}
