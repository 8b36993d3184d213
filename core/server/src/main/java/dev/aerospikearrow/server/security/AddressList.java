package dev.aerospikearrow.server.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses and ranges of addresses, as whitelists have them. */
final class AddressList {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+(/[0-9]{1,3})?");

    private AddressList() {}

    /** Whether it is an address such as 10.0.0.7, or a range such as 10.0.0.0/24. */
    static boolean isReadable(String entry) {
        return ADDRESS.matcher(entry).matches() && prefixBits(entry) >= 0;
    }

    static boolean matches(List<String> entries, InetAddress address) {
        return entries.stream().anyMatch(entry -> matches(entry, address.getAddress()));
    }

    private static boolean matches(String entry, byte[] address) {
        byte[] wanted = addressOf(entry);
        int bits = prefixBits(entry);
        if (wanted.length != address.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >>> i % Byte.SIZE;
            if (((wanted[i / Byte.SIZE] ^ address[i / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] addressOf(String entry) {
        int slash = entry.indexOf('/');
        try {
            // No name is looked up: there are only digits.
            return InetAddress.getByName(slash < 0 ? entry : entry.substring(0, slash))
                    .getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** How many bits have to be equal; negative if it cannot be read. */
    private static int prefixBits(String entry) {
        int all = addressOf(entry).length * Byte.SIZE;
        int slash = entry.indexOf('/');
        int bits = slash < 0 ? all : Integer.parseInt(entry.substring(slash + 1));
        return all == 0 || bits > all ? -1 : bits;
    }
}
