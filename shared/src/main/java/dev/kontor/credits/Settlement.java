package dev.kontor.credits;

/// A settled hold, the usage that settled it, and the balance after it.
public record Settlement(Hold hold, Transaction transaction, Balance balance) {}
