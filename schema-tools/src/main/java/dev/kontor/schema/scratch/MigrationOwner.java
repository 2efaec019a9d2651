package dev.kontor.schema.scratch;

import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The role that tries migrations: an owner like Aurora's, who may make roles and databases but is no
/// superuser, so that policies also apply to it. For one thread.
public final class MigrationOwner {

    private static final String NAME = "kontor_check_owner";

    /// It owns what an empty database has. The schema `public` belongs to whoever owns the database.
    private static final String PREPARE = """
        do $$
        begin
          create role %1$s createrole createdb;
        exception
          when duplicate_object or unique_violation then
            null;
        end
        $$;
        do $$
        begin
          execute format('alter database %%I owner to %1$s', current_database());
        end
        $$;
        alter schema public owner to pg_database_owner;
        """.formatted(NAME);

    /// A run limits how long a statement waits for a lock. The limits here only show what a migration
    /// does to them. PostgreSQL would read small tables whole even where an index serves.
    private static final String SIGN_IN = """
        set session authorization %s;
        set lock_timeout = '10s';
        set statement_timeout = '1h';
        set timezone = 'UTC';
        set enable_seqscan = off;
        """.formatted(NAME);

    /// Aurora lets the owner do this through a role of its own, for which PostgreSQL asks for a
    /// superuser.
    private static final List<String[]> DONE_FOR_THE_OWNER = List.of(
            new String[] {"create", "extension"},
            new String[] {"alter", "extension"},
            new String[] {"drop", "extension"},
            new String[] {"comment", "on", "extension"},
            new String[] {"create", "event", "trigger"},
            new String[] {"alter", "event", "trigger"},
            new String[] {"drop", "event", "trigger"},
            new String[] {"create", "publication"});

    private final Connection connection;

    /// @param connection a superuser's, to a scratch database
    public MigrationOwner(Connection connection) {
        this.connection = connection;
    }

    /// Gives an empty database to the role.
    public void prepare() throws SQLException {
        Sql.execute(connection, PREPARE);
    }

    /// Makes the session the owner's, with the settings of a run.
    public void signIn() throws SQLException {
        Sql.execute(connection, SIGN_IN);
    }

    /// Makes the session a superuser's again, without anything that a migration set.
    public void signOut() throws SQLException {
        Sql.execute(connection, Sql.RESET_SESSION + " discard temp");
    }

    /// Runs a statement while signed in. A failure inside of a transaction leaves the session as it is
    /// until the rollback.
    public void execute(Statement statement) throws SQLException {
        if (DONE_FOR_THE_OWNER.stream().noneMatch(statement::startsWith)) {
            Sql.execute(connection, statement.text());
            return;
        }
        Sql.execute(connection, "set session authorization default");
        try {
            Sql.execute(connection, statement.text());
        } catch (SQLException e) {
            if (connection.getAutoCommit()) {
                signInAgain();
            }
            throw e;
        }
        signInAgain();
    }

    private void signInAgain() throws SQLException {
        Sql.execute(connection, "set session authorization " + NAME);
    }
}
