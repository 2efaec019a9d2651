package dev.kontor.migrations.check;

/// A comment with its marks, and the line it begins on.
record SqlComment(int line, String text) {}
