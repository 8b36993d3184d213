package dev.aerospikearrow.data;

/** A GeoJSON value: its text, unparsed. */
public record GeoJson(String json) {
    @Override
    public String toString() {
        return json;
    }
}
