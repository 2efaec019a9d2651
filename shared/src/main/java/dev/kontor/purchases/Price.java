package dev.kontor.purchases;

/// A price.
///
/// @param amount in the currency's smallest unit, such as cents; 1 to
///   [dev.kontor.shared.Limits#PRICE_MAX]
/// @param currency an ISO 4217 code in lower case, as Stripe writes it
public record Price(long amount, String currency) {}
