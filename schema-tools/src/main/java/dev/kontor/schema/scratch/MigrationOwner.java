package dev.kontor.schema.scratch;

import dev.kontor.schema.source.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The role that tries migrations: an owner like Aurora's, who may make roles and databases but is no
/// superuser, so that policies also apply to it. For one thread.
public final class MigrationOwner {

    public static final String NAME = "kontor_check_owner";

    private static final String DEPENDENT_OBJECTS = "2BP01";

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

    /// Takes back what the role has granted to other roles, which would keep it from being dropped, and
    /// drops all that it owns in the database.
    ///
    /// @param scratch a superuser's connection to a scratch database
    public static void dropOwned(Connection scratch) throws SQLException {
        Sql.execute(scratch, """
            do $$ begin
              if to_regrole('%1$s') is not null then
                drop owned by %1$s cascade;
              end if;
            end $$
            """.formatted(NAME));
    }

    /// Drops the roles that migrations have made, and then the role itself. A role that another
    /// database on the server uses stays, such as that of another check. Then this one stays too, since
    /// only it may grant the other to anyone.
    ///
    /// @param connection a superuser's
    public static void dropRoles(Connection connection) throws SQLException {
        var remains = false;
        for (var role : madeRoles(connection)) {
            remains |= !isDropped(role, connection);
        }
        if (!remains) {
            isDropped(NAME, connection);
        }
    }

    /// PostgreSQL makes the creator of a role its administrator, from version 16 on. The names are
    /// quoted.
    private static List<String> madeRoles(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    select roleid::regrole::text from pg_auth_members
                    where member = to_regrole('%s') and admin_option
                    """.formatted(NAME))) {
            var roles = new ArrayList<String>();
            while (rows.next()) {
                roles.add(rows.getString(1));
            }
            return roles;
        }
    }

    /// @param roles one, or several with commas between them
    static boolean isDropped(String roles, Connection connection) throws SQLException {
        try {
            Sql.execute(connection, "drop role if exists " + roles);
            return true;
        } catch (SQLException e) {
            if (DEPENDENT_OBJECTS.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
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
