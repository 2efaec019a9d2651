package dev.kontor.credits;

/// A transaction that was just made, and the balance that it left.
public record Entry(Transaction transaction, Balance balance) {}
