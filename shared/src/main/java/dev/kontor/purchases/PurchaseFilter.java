package dev.kontor.purchases;

/// The empty filter of the list of purchases, which always shows all purchases of the user.
public record PurchaseFilter() {}
