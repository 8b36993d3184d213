package dev.aerospikearrow.server.info;

import java.util.Optional;

/**
 * The hosts that nodes give as theirs, as behind a network that translates addresses.
 *
 * @param standard empty for the one that they listen on
 * @param alternate what clients get that ask for alternate addresses; empty for none
 */
public record AnnouncedHosts(Optional<String> standard, Optional<String> alternate) {
    /** Those that nodes listen on. */
    public static final AnnouncedHosts NONE =
            new AnnouncedHosts(Optional.empty(), Optional.empty());
}
