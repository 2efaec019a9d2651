package dev.kontor.migrations.check;

/// A comment with its marks, and the line it begins on.
public record SqlComment(int line, String text) {}
