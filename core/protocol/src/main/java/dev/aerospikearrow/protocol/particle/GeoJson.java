package dev.aerospikearrow.protocol.particle;

/** A GeoJSON value: its text, unparsed. */
public record GeoJson(String json) {
    @Override
    public String toString() {
        return json;
    }
}
