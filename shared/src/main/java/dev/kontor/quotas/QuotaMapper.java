package dev.kontor.quotas;

import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads a quota from the columns of [QuotaRowSql#COLUMNS].
public final class QuotaMapper implements RowMapper<Quota> {

    @Override
    public Quota map(ResultSet row) throws SQLException {
        return new Quota(
                row.getObject("quota_bytes", Long.class), row.getLong("quota_used"), row.getLong("quota_reserved"));
    }
}
