package dev.kontor.shared;

/// One JSON value as text, the way a `jsonb` column takes and gives it. The text is not checked
/// here: the caller knows that it is JSON which PostgreSQL can store.
public record JsonText(String text) {

    public static final JsonText EMPTY_OBJECT = new JsonText("{}");
}
