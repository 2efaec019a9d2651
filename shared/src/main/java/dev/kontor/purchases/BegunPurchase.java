package dev.kontor.purchases;

/// A new purchase, and where it is paid.
///
/// @param paymentUrl of the package's payment link, not yet with a reference to the purchase
public record BegunPurchase(Purchase purchase, String paymentUrl) {}
