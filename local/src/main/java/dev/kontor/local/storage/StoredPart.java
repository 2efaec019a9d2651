package dev.kontor.local.storage;

import java.nio.file.Path;

/// A part of a multipart upload that has arrived.
///
/// @param etag MD5 of the content in hex, without quotes
/// @param file holds the content and nothing else
record StoredPart(int number, String etag, Path file) implements Comparable<StoredPart> {
    private static final String SEPARATOR = ".";

    static String fileName(int number, String etag) {
        return number + SEPARATOR + etag;
    }

    static StoredPart of(Path file) {
        var name = file.getFileName().toString().split("\\.", 2);
        return new StoredPart(Integer.parseInt(name[0]), name[1], file);
    }

    @Override
    public int compareTo(StoredPart other) {
        return Integer.compare(number, other.number);
    }
}
