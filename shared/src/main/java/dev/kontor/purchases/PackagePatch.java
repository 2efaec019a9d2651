package dev.kontor.purchases;

import dev.kontor.shared.Change;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The changes to a package that a merge patch asks for. Only the description can be removed.
public record PackagePatch(
        Change<String> name,
        Change<@Nullable String> description,
        Change<Long> credits,
        Change<Long> priceAmount,
        Change<String> currency,
        Change<String> paymentLinkId,
        Change<String> paymentLinkUrl,
        Change<Boolean> isActive,
        Change<Long> sortOrder) {

    boolean changes() {
        return Stream.of(
                        name,
                        description,
                        credits,
                        priceAmount,
                        currency,
                        paymentLinkId,
                        paymentLinkUrl,
                        isActive,
                        sortOrder)
                .anyMatch(Change::given);
    }
}
