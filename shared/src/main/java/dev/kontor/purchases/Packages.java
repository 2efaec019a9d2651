package dev.kontor.purchases;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Done;
import dev.kontor.shared.IfMatch;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Page;
import dev.kontor.shared.Result;
import dev.kontor.shared.SortKey;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.RowMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// The data access of packages, which belong to no user. Every call but [#list] is for admins. It
/// answers `RESOURCE_NOT_FOUND` for a package that does not exist. Thread-safe.
public final class Packages {

    /// The only order of packages.
    public static final Set<SortKey> SORTS = Collections.unmodifiableSet(EnumSet.of(SortKey.SORT_ORDER));

    private static final RowMapper<CreditPackage> PACKAGE = row -> new CreditPackage(
            uuid(row, "id"),
            row.getString("name"),
            row.getString("description"),
            row.getLong("credits"),
            new Price(row.getLong("price_amount"), row.getString("currency")),
            new PaymentLink(row.getString("payment_link_id"), row.getString("payment_link_url")),
            row.getBoolean("is_active"),
            row.getLong("sort_order"),
            instant(row, "created_at"),
            instant(row, "updated_at"));

    private final Database database;

    public Packages(Database database) {
        this.database = database;
    }

    public Result<CreditPackage> create(NewPackage made) {
        return database.query(PackagesSql.CREATE)
                .bind("name", made.name())
                .bind("description", made.description())
                .bind("credits", made.credits())
                .bind("price_amount", made.price().amount())
                .bind("currency", made.price().currency())
                .bind("payment_link_id", made.paymentLink().id())
                .bind("payment_link_url", made.paymentLink().url())
                .bind("is_active", made.isActive())
                .bind("sort_order", made.sortOrder())
                .one(PACKAGE);
    }

    public Result<Page<CreditPackage>> list(ListRequest<PackageFilter> request) {
        return database.query(PackagesSql.LIST, request)
                .filter(PackagesSql.ACTIVE, !request.filter().includesInactive())
                .page(PACKAGE);
    }

    /// Changes a package. Purchases that were begun before keep what it was. `PRECONDITION_FAILED`
    /// when it is not as `ifMatch` says.
    public Result<CreditPackage> update(UUID id, PackagePatch patch, IfMatch ifMatch) {
        return database.query(PackagesSql.UPDATE)
                .bind("id", id)
                .bind("changes", patch.changes())
                .bind("name", patch.name().value())
                .bind("sets_description", patch.description().given())
                .bind("description", patch.description().value())
                .bind("credits", patch.credits().value())
                .bind("price_amount", patch.priceAmount().value())
                .bind("currency", patch.currency().value())
                .bind("payment_link_id", patch.paymentLinkId().value())
                .bind("payment_link_url", patch.paymentLinkUrl().value())
                .bind("is_active", patch.isActive().value())
                .bind("sort_order", patch.sortOrder().value())
                .bind(ifMatch)
                .oneOrRefusal(PACKAGE);
    }

    /// Ends the sale of a package, also for the second time. `PRECONDITION_FAILED` when it is not as
    /// `ifMatch` says.
    public Result<Done> deactivate(UUID id, IfMatch ifMatch) {
        return database.query(PackagesSql.DEACTIVATE)
                .bind("id", id)
                .bind(ifMatch)
                .doneOrRefusal();
    }
}
