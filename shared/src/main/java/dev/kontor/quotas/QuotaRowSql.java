package dev.kontor.quotas;

import dev.kontor.shared.database.Fragment;

/// The fragments that concern quotas, for the statements of other features too.
public final class QuotaRowSql {

    /// The columns of a quota `q` and of the totals `s`, as [QuotaMapper] reads them.
    public static final Fragment COLUMNS = new Fragment("quota", """
        coalesce(q.bytes, :default_quota) as quota_bytes,
        coalesce(s.used, 0) as quota_used,
        coalesce(s.reserved, 0) as quota_reserved
        """);

    /// Joins the quota `q` and the totals `s` of the user.
    public static final Fragment JOINED = new Fragment("quota_rows", """
        left join quotas q on q.user_id = :user_id
        left join storage_totals s on s.user_id = :user_id
        """);

    private QuotaRowSql() {}

    /// `<room>`: a part that says whether there is room for `:size` more bytes. Where the user has a
    /// quota, no other transaction stores anything for them until this one ends.
    ///
    /// @param after the part that takes all other locks
    public static Fragment room(String after) {
        return new Fragment("room", """
            room as materialized (
              select <fits> as is_enough
              from <after>
            )
            """, fits(":size"), new Fragment("after", after));
    }

    /// `<fits>`: whether there is room for so many more bytes. There always is where the user has no quota.
    ///
    /// @param size bytes, as an SQL expression
    public static Fragment fits(String size) {
        return new Fragment(
                "fits",
                "coalesce(<bytes> <= storage_room(:user_id, :default_quota), true)",
                new Fragment("bytes", size));
    }
}
