package dev.kontor.credits;

/// A new transaction, and the balance after it.
public record Entry(Transaction transaction, Balance balance) {}
