package dev.kontor.credits;

/// A hold, and the balance with it.
public record HeldCredits(Hold hold, Balance balance) {}
