package dev.kontor.shared;

/// The value of an operation that only succeeds: [Result] needs one.
public enum Done {
    DONE
}
