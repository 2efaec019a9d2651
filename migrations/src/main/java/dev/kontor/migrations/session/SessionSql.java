package dev.kontor.migrations.session;

/// Named pieces of SQL on `pg_stat_activity as session`.
public final class SessionSql {

    /// The session's latest statement in one line. A statement of a user is shown up to its first
    /// literal, since a report reaches CloudFormation's events; autovacuum's has none.
    public static final String STATEMENT = """
        left(
          regexp_replace(
            case when session.usesysid is null then session.query
              else regexp_replace(session.query, '[''$0-9].*', '...') end,
            '\\s+', ' ', 'g'),
          200)
        """;

    private SessionSql() {}
}
