package dev.kontor.functions.stripe;

import dev.kontor.functions.stripe.StripeEvent.MalformedEventException;
import dev.kontor.purchases.Price;
import dev.kontor.shared.Limits;
import dev.kontor.shared.UuidText;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An object of Stripe's API, read member by member.
///
/// @param members as JSON has them
record StripeObject(Map<?, ?> members) {

    private static final Pattern ID = Pattern.compile("\\w{1," + Limits.STRIPE_ID_CHARACTERS + "}");

    /// Whether the member is there, and not null.
    boolean has(String member) {
        return members.get(member) != null;
    }

    StripeObject object(String member) throws MalformedEventException {
        if (members.get(member) instanceof Map<?, ?> object) {
            return new StripeObject(object);
        }
        throw lacks(member);
    }

    String text(String member) throws MalformedEventException {
        if (members.get(member) instanceof String text) {
            return text;
        }
        throw lacks(member);
    }

    /// An id that Stripe gave.
    String id(String member) throws MalformedEventException {
        var id = optionalId(member);
        if (id == null) {
            throw lacks(member);
        }
        return id;
    }

    /// Null where the member is null or left out.
    @Nullable
    String optionalId(String member) throws MalformedEventException {
        if (!has(member)) {
            return null;
        }
        var id = text(member);
        if (!ID.matcher(id).matches()) {
            throw lacks(member);
        }
        return id;
    }

    /// An id that Kontor gave; null for anything else.
    @Nullable
    UUID optionalUuid(String member) {
        return Optional.ofNullable(members.get(member)).flatMap(UuidText::parse).orElse(null);
    }

    /// An amount in the smallest unit of the object's currency.
    long amount(String member) throws MalformedEventException {
        if (members.get(member) instanceof Long amount && amount >= 0 && amount <= Limits.PRICE_MAX) {
            return amount;
        }
        throw lacks(member);
    }

    /// An amount, with the object's currency.
    Price price(String member) throws MalformedEventException {
        return new Price(amount(member), text("currency"));
    }

    private static MalformedEventException lacks(String member) {
        return new MalformedEventException("has no valid " + member);
    }
}
