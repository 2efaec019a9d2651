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

    static final Query PROFILE = new Query("exports.list.profile", """
        select row_to_json(r, true)::text as json, u.id::text as reached
        from users u
        cross join lateral (
          select
            u.user_id as "userId", u.email, u.role, u.tags, u.metadata, u.created_at as "createdAt",
            u.updated_at as "updatedAt"
        ) r
        where u.user_id = :user_id and :after = ''
        order by u.id
        limit :rows
        """);

    static final Query FOLDERS = new Query("exports.list.folders", """
        select row_to_json(r, true)::text as json, f.id::text as reached
        from folders f
        left join export_entries p on p.user_id = :user_id and p.export_id = :export_id and p.folder_id = f.id
        cross join lateral (
          select
            f.id, f.parent_folder_id as "parentFolderId", f.name, f.description,
            f.is_favorite as "isFavorite", f.is_deleted as "isDeleted", f.deleted_at as "deletedAt",
            f.trash_id as "trashId", f.created_at as "createdAt", f.updated_at as "updatedAt",
            p.name as path
        ) r
        where f.user_id = :user_id and f.id > <after_id>
        order by f.id
        limit :rows
        """, AFTER_ID);

    static final Query FILES = new Query("exports.list.files", """
        select row_to_json(r, true)::text as json, f.id::text as reached
        from files f
        left join export_entries p
          on p.user_id = :user_id and p.export_id = :export_id and p.storage_key = f.storage_key
        cross join lateral (
          select
            f.id, f.parent_folder_id as "parentFolderId", f.name, f.mime_type as "mimeType", f.size,
            f.description, f.is_favorite as "isFavorite", f.is_public as "isPublic",
            f.is_deleted as "isDeleted", f.deleted_at as "deletedAt", f.created_at as "createdAt",
            f.updated_at as "updatedAt",
            case when not p.is_left_out then p.name end as path
        ) r
        where f.user_id = :user_id and f.id > <after_id>
        order by f.id
        limit :rows
        """, AFTER_ID);

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

    static final Query TAGS = new Query("exports.list.tags", """
        select row_to_json(r, true)::text as json, t.id::text as reached
        from tags t
        cross join lateral (
          select
            t.id, t.name, t.color, t.created_at as "createdAt", t.updated_at as "updatedAt"
        ) r
        where t.user_id = :user_id and t.id > <after_id>
        order by t.id
        limit :rows
        """, AFTER_ID);

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

    static final Query TRASH = new Query("exports.list.trash", """
        select row_to_json(r, true)::text as json, t.id::text as reached
        from trash_items t
        cross join lateral (
          select
            t.id, t.file_id as "fileId", t.folder_id as "folderId", t.batch_id as "batchId",
            t.is_purged as "isPurged", t.created_at as "createdAt", t.updated_at as "updatedAt"
        ) r
        where t.user_id = :user_id and t.id > <after_id>
        order by t.id
        limit :rows
        """, AFTER_ID);

    static final Query BALANCE = new Query("exports.list.balance", """
        select row_to_json(r, true)::text as json, b.id::text as reached
        from balances b
        cross join lateral (
          select
            b.amount, b.held, b.expiring, b.next_expiry_at as "nextExpiryAt", b.version,
            b.created_at as "createdAt", b.updated_at as "updatedAt"
        ) r
        where b.user_id = :user_id and :after = ''
        order by b.id
        limit :rows
        """);

    /// With what it took of which expiring grants.
    static final Query TRANSACTIONS = new Query("exports.list.transactions", """
        select row_to_json(r, true)::text as json, t.id::text as reached
        from transactions t
        cross join lateral (
          select
            t.id, t.type, t.amount, t.balance_after as "balanceAfter", t.app_id as "appId",
            t.description, t.metadata, t.hold_id as "holdId",
            t.refunded_transaction_id as "refundedTransactionId",
            t.expired_transaction_id as "expiredTransactionId", t.created_at as "createdAt",
            (
              select json_agg(json_build_object('grantId', a.grant_id, 'amount', a.amount))
              from allocations a
              where a.user_id = :user_id and a.transaction_id = t.id
            ) as allocations
        ) r
        where t.user_id = :user_id and t.id > <after_id>
        order by t.id
        limit :rows
        """, AFTER_ID);

    /// With what it took of which expiring grants.
    static final Query HOLDS = new Query("exports.list.holds", """
        select row_to_json(r, true)::text as json, h.id::text as reached
        from holds h
        cross join lateral (
          select
            h.id, h.status, h.created_by as "createdBy", h.amount, h.settled_amount as "settledAmount",
            h.app_id as "appId", h.description, h.metadata, h.transaction_id as "transactionId",
            h.expires_at as "expiresAt", h.created_at as "createdAt", h.updated_at as "updatedAt",
            (
              select json_agg(json_build_object('grantId', a.grant_id, 'amount', a.amount))
              from allocations a
              where a.user_id = :user_id and a.hold_id = h.id
            ) as allocations
        ) r
        where h.user_id = :user_id and h.id > <after_id>
        order by h.id
        limit :rows
        """, AFTER_ID);

    static final Query EXPIRING_GRANTS = new Query("exports.list.expiringGrants", """
        select row_to_json(r, true)::text as json, g.id::text as reached
        from expiring_grants g
        cross join lateral (
          select
            g.id, g.transaction_id as "transactionId", g.remaining, g.expires_at as "expiresAt",
            g.created_at as "createdAt", g.updated_at as "updatedAt"
        ) r
        where g.user_id = :user_id and g.id > <after_id>
        order by g.id
        limit :rows
        """, AFTER_ID);

    static final Query PURCHASES = new Query("exports.list.purchases", """
        select row_to_json(r, true)::text as json, p.id::text as reached
        from purchases p
        cross join lateral (
          select
            p.id, p.package_id as "packageId", p.credits, p.price_amount as "priceAmount", p.currency,
            p.payment_link_id as "paymentLinkId", p.status, p.payment_id as "paymentId",
            p.transaction_id as "transactionId", p.recovered, p.unrecovered,
            p.completed_at as "completedAt", p.created_at as "createdAt", p.updated_at as "updatedAt"
        ) r
        where p.user_id = :user_id and p.id > <after_id>
        order by p.id
        limit :rows
        """, AFTER_ID);

    static final Query SETTINGS = new Query("exports.list.settings", """
        select row_to_json(r, true)::text as json, s.id::text as reached
        from user_settings s
        cross join lateral (
          select
            s.id, s.app_id as "appId", s.settings, s.created_at as "createdAt",
            s.updated_at as "updatedAt"
        ) r
        where s.user_id = :user_id and s.id > <after_id>
        order by s.id
        limit :rows
        """, AFTER_ID);

    static final Query QUOTA = new Query("exports.list.quota", """
        select row_to_json(r, true)::text as json, q.id::text as reached
        from quotas q
        cross join lateral (
          select
            q.bytes, q.created_at as "createdAt", q.updated_at as "updatedAt"
        ) r
        where q.user_id = :user_id and :after = ''
        order by q.id
        limit :rows
        """);

    static final Query EXPORTS = new Query("exports.list.exports", """
        select row_to_json(r, true)::text as json, e.id::text as reached
        from exports e
        cross join lateral (
          select
            e.id, e.status, e.files_done as "filesDone", e.files_found as "filesFound",
            e.bytes_written as "bytesWritten", e.expires_at as "expiresAt",
            e.created_at as "createdAt"
        ) r
        where e.user_id = :user_id and e.id > <after_id>
        order by e.id
        limit :rows
        """, AFTER_ID);

    private ExportedRowsSql() {}
}
