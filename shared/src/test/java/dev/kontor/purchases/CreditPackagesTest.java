package dev.kontor.purchases;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.code;
import static dev.kontor.testing.Store.nobody;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.shared.Change;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.SortKey;
import dev.kontor.testing.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CreditPackagesTest {

    private final Store store = Store.open();
    private final Packages packages = store.packages();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void packagesAreListedInTheirOrderAndThoseNoLongerSoldToAdminsAlone() {
        var third = value(packages.create(Sales.offer(500, 3)));
        var first = value(packages.create(Sales.offer(500, -1)));
        var second = value(packages.create(Sales.offer(500, 2)));
        value(packages.deactivate(second.id(), IfMatch.ANY));

        assertThat(list(false, 20, null).items()).extracting(CreditPackage::id).containsExactly(first.id(), third.id());
        var page = list(true, 2, null);
        assertThat(page.items()).extracting(CreditPackage::id).containsExactly(first.id(), second.id());
        assertThat(page.total()).isEqualTo(3);
        assertThat(list(true, 2, page.nextCursor()).items())
                .extracting(CreditPackage::id)
                .containsExactly(third.id());
    }

    @Test
    void aPatchChangesWhatItNamesAlone() {
        var before = value(packages.create(Sales.offer(500, 1)));
        var priced = new PackagePatch(
                Change.none(),
                Change.to("for a start"),
                Change.none(),
                Change.to(450L),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none());

        var after = value(packages.update(before.id(), priced, IfMatch.ANY));

        assertThat(after)
                .isEqualTo(new CreditPackage(
                        before.id(),
                        before.name(),
                        "for a start",
                        500,
                        new Price(450, "eur"),
                        before.paymentLink(),
                        true,
                        1,
                        before.createdAt(),
                        after.updatedAt()));
        assertThat(after.updatedAt()).isAfter(before.updatedAt());
        assertThat(value(packages.update(before.id(), Sales.NO_CHANGE, IfMatch.ANY)))
                .isEqualTo(after);
    }

    @Test
    void whatHasChangedSinceItWasReadIsNeitherChangedNorDeactivated() {
        var sold = value(packages.create(Sales.offer(500, 1)));
        var stale = new IfMatch(List.of(sold.updatedAt().minusSeconds(1)));

        assertThat(code(packages.update(sold.id(), Sales.NO_CHANGE, stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(code(packages.deactivate(sold.id(), stale))).isEqualTo(ErrorCode.PRECONDITION_FAILED);
        assertThat(list(false, 20, null).items()).hasSize(1);
    }

    @Test
    void aPackageIsDeactivatedAgainWithoutAChange() {
        var sold = value(packages.create(Sales.offer(500, 1)));
        value(packages.deactivate(sold.id(), IfMatch.ANY));
        var once = list(true, 20, null).items();

        value(packages.deactivate(sold.id(), IfMatch.ANY));

        assertThat(list(true, 20, null).items()).isEqualTo(once);
        assertThat(once.getFirst().isActive()).isFalse();
    }

    @Test
    void aPackageThatIsNoneIsNotFound() {
        assertThat(code(packages.update(nobody(), Sales.NO_CHANGE, IfMatch.ANY)))
                .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(code(packages.deactivate(nobody(), IfMatch.ANY))).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    }

    private Page<CreditPackage> list(boolean includesInactive, int limit, @Nullable String cursor) {
        return value(packages.list(new ListRequest<>(
                USER, new PackageFilter(includesInactive), SortKey.SORT_ORDER, false, 1, limit, cursor)));
    }
}
