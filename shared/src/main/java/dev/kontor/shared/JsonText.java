package dev.kontor.shared;

/// One JSON value, written out: what a `jsonb` column takes and gives. Whoever makes one vouches
/// for its being JSON that PostgreSQL can hold.
public record JsonText(String text) {

    public static final JsonText EMPTY_OBJECT = new JsonText("{}");
}
