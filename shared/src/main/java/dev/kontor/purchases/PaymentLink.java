package dev.kontor.purchases;

/// A payment link that the operator has made at Stripe.
///
/// @param id Stripe's id of the link: `plink_…`
/// @param url of Stripe's page, or of the operator's own domain there
public record PaymentLink(String id, String url) {}
