package dev.kontor.exports;

import dev.kontor.shared.database.Fragment;
import dev.kontor.shared.database.Query;

/// What an export says of each kind of row, by the names of the API. A column that it leaves out has its
/// reason in `ExportedColumnsTest`. Each statement reads one page, in the order of an index: the one behind
/// the place `after`, which is empty at the beginning.
final class ExportedRowsSql {

    private static final String NO_ID = "'00000000-0000-0000-0000-000000000000'";

    /// The place in a list that is ordered by one id.
    private static final Fragment AFTER_ID =
            new Fragment("after_id", "coalesce(nullif(:after, ''), %s)::uuid".formatted(NO_ID));

    /// The place in a list that is ordered by two columns, with a slash between them.
    private static final Fragment FIRST_OF_AFTER = new Fragment(
            "first_of_after", "coalesce(nullif(split_part(:after, '/', 1), ''), %s)::uuid".formatted(NO_ID));

    private static final Fragment TIME_OF_AFTER =
            new Fragment("time_of_after", "coalesce(nullif(split_part(:after, '/', 1), ''), '-infinity')::timestamptz");

    private static final Fragment SECOND_OF_AFTER = new Fragment(
            "second_of_after", "coalesce(nullif(split_part(:after, '/', 2), ''), %s)::uuid".formatted(NO_ID));

    static final Query PROFILE = single("profile", "u", "users u", """
        u.user_id as "userId", u.email, u.role, u.tags, u.metadata, u.created_at as "createdAt",
        u.updated_at as "updatedAt"
        """);

    static final Query FOLDERS = byId("folders", "f", """
        folders f
        left join export_entries p on p.user_id = :user_id and p.export_id = :export_id and p.folder_id = f.id
        """, """
        f.id, f.parent_folder_id as "parentFolderId", f.name, f.description,
        f.is_favorite as "isFavorite", f.is_deleted as "isDeleted", f.deleted_at as "deletedAt",
        f.trash_id as "trashId", f.created_at as "createdAt", f.updated_at as "updatedAt",
        p.name as path
        """);

    static final Query FILES = byId("files", "f", """
        files f
        left join export_entries p
          on p.user_id = :user_id and p.export_id = :export_id and p.storage_key = f.storage_key
        """, """
        f.id, f.parent_folder_id as "parentFolderId", f.name, f.mime_type as "mimeType", f.size,
        f.description, f.is_favorite as "isFavorite", f.is_public as "isPublic",
        f.is_deleted as "isDeleted", f.deleted_at as "deletedAt", f.created_at as "createdAt",
        f.updated_at as "updatedAt",
        case when not p.is_left_out then p.name end as path
        """);

    /// A restored version has the path of the version that it restored.
    static final Query VERSIONS = new Query("exports.list.versions", """
        select row_to_json(r, true)::text as json, v.file_id || '/' || v.version as reached
        from file_versions v
        left join export_entries p
          on p.user_id = :user_id and p.export_id = :export_id and p.storage_key = v.storage_key
        cross join lateral (
          select
            v.id, v.file_id as "fileId", v.version, v.size, v.mime_type as "mimeType", v.checksum,
            v.comment, v.is_uploaded as "isUploaded", v.created_at as "createdAt",
            v.updated_at as "updatedAt",
            case when not p.is_left_out then p.name end as path
        ) r
        where v.user_id = :user_id
          and (v.file_id, v.version) > (<first_of_after>, coalesce(nullif(split_part(:after, '/', 2), ''), '0')::integer)
        order by v.file_id, v.version
        limit :rows
        """, FIRST_OF_AFTER);

    static final Query TAGS = byId("tags", "t", "tags t", """
        t.id, t.name, t.color, t.created_at as "createdAt", t.updated_at as "updatedAt"
        """);

    static final Query FILE_TAGS = new Query("exports.list.fileTags", """
        select row_to_json(r, true)::text as json, t.file_id || '/' || t.tag_id as reached
        from file_tags t
        cross join lateral (
          select
            t.file_id as "fileId", t.tag_id as "tagId", t.created_at as "createdAt",
            t.updated_at as "updatedAt"
        ) r
        where t.user_id = :user_id and (t.file_id, t.tag_id) > (<first_of_after>, <second_of_after>)
        order by t.file_id, t.tag_id
        limit :rows
        """, FIRST_OF_AFTER, SECOND_OF_AFTER);

    /// Without the hash of a password.
    static final Query SHARES = new Query("exports.list.shares", """
        select row_to_json(r, true)::text as json, s.created_at || '/' || s.id as reached
        from shares s
        cross join lateral (
          select
            s.id, s.file_id as "fileId", s.folder_id as "folderId", s.token,
            s.expires_at as "expiresAt", s.max_downloads as "maxDownloads",
            s.download_count as "downloadCount", s.created_at as "createdAt",
            s.updated_at as "updatedAt",
            s.password_hash is not null as "hasPassword"
        ) r
        where s.user_id = :user_id and (s.created_at, s.id) > (<time_of_after>, <second_of_after>)
        order by s.created_at, s.id
        limit :rows
        """, TIME_OF_AFTER, SECOND_OF_AFTER);

    static final Query TRASH = byId("trash", "t", "trash_items t", """
        t.id, t.file_id as "fileId", t.folder_id as "folderId", t.batch_id as "batchId",
        t.is_purged as "isPurged", t.created_at as "createdAt", t.updated_at as "updatedAt"
        """);

    static final Query BALANCE = single("balance", "b", "balances b", """
        b.amount, b.held, b.expiring, b.next_expiry_at as "nextExpiryAt", b.version,
        b.created_at as "createdAt", b.updated_at as "updatedAt"
        """);

    /// With what it took of which expiring grants.
    static final Query TRANSACTIONS = byId("transactions", "t", "transactions t", """
        t.id, t.type, t.amount, t.balance_after as "balanceAfter", t.app_id as "appId",
        t.description, t.metadata, t.hold_id as "holdId",
        t.refunded_transaction_id as "refundedTransactionId",
        t.expired_transaction_id as "expiredTransactionId", t.created_at as "createdAt",
        (
          select json_agg(json_build_object('grantId', a.grant_id, 'amount', a.amount))
          from allocations a
          where a.user_id = :user_id and a.transaction_id = t.id
        ) as allocations
        """);

    /// With what it took of which expiring grants.
    static final Query HOLDS = byId("holds", "h", "holds h", """
        h.id, h.status, h.created_by as "createdBy", h.amount, h.settled_amount as "settledAmount",
        h.app_id as "appId", h.description, h.metadata, h.transaction_id as "transactionId",
        h.expires_at as "expiresAt", h.created_at as "createdAt", h.updated_at as "updatedAt",
        (
          select json_agg(json_build_object('grantId', a.grant_id, 'amount', a.amount))
          from allocations a
          where a.user_id = :user_id and a.hold_id = h.id
        ) as allocations
        """);

    static final Query EXPIRING_GRANTS = byId("expiringGrants", "g", "expiring_grants g", """
        g.id, g.transaction_id as "transactionId", g.remaining, g.expires_at as "expiresAt",
        g.created_at as "createdAt", g.updated_at as "updatedAt"
        """);

    static final Query PURCHASES = byId("purchases", "p", """
        purchases p
        left join payments m on m.payment_id = p.payment_id
        """, """
        p.id, p.package_id as "packageId", p.credits, p.price_amount as "priceAmount", p.currency,
        p.payment_link_id as "paymentLinkId", p.status, p.payment_id as "paymentId",
        p.transaction_id as "transactionId", p.recovered, p.unrecovered,
        m.refunded as "refundedAmount", m.lost_disputes as "lostDisputes",
        p.completed_at as "completedAt", p.created_at as "createdAt", p.updated_at as "updatedAt"
        """);

    static final Query SETTINGS = byId("settings", "s", "user_settings s", """
        s.id, s.app_id as "appId", s.settings, s.created_at as "createdAt",
        s.updated_at as "updatedAt"
        """);

    static final Query QUOTA = single("quota", "q", "quotas q", """
        q.bytes, q.created_at as "createdAt", q.updated_at as "updatedAt"
        """);

    static final Query EXPORTS = byId("exports", "e", "exports e", """
        e.id, e.status, e.files_done as "filesDone", e.files_found as "filesFound",
        e.bytes_written as "bytesWritten", e.expires_at as "expiresAt",
        e.created_at as "createdAt"
        """);

    private ExportedRowsSql() {}

    /// Lists the rows of a table by their ids.
    ///
    /// @param alias of the table
    /// @param from the table under its alias, and what is joined to it
    private static Query byId(String name, String alias, String from, String columns) {
        return list(name, alias, from, columns, new Fragment("behind", "<alias>.id > <after_id>", AFTER_ID));
    }

    /// Lists a table that has one row of a user at the most.
    private static Query single(String name, String alias, String from, String columns) {
        return list(name, alias, from, columns, new Fragment("behind", ":after = ''"));
    }

    private static Query list(String name, String alias, String from, String columns, Fragment behind) {
        return new Query(
                "exports.list." + name,
                """
                select row_to_json(r, true)::text as json, <alias>.id::text as reached
                from <from>
                cross join lateral (
                  select
                    <columns>
                ) r
                where <alias>.user_id = :user_id and <behind>
                order by <alias>.id
                limit :rows
                """,
                new Fragment("alias", alias),
                new Fragment("from", from),
                new Fragment("columns", columns),
                behind);
    }
}
