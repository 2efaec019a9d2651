package dev.kontor.migrations.session;

import dev.kontor.migrations.artefact.MigrationException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// The one connection of a run. It holds the lock and makes the changes, so a run that loses one
/// loses the other, too. For one thread, except [#cancel] and [#abort].
public final class Session implements AutoCloseable {

    /// These settings end the lock of a client that is dead: a running statement checks every
    /// second whether its client is there, and the server gives up a vanished host after some ten
    /// seconds. The time-outs of roles are off, since they would end long builds of indexes; the
    /// run has a time-out of its own. A role's `statement_timeout` goes first, since it might end
    /// these settings too. The driver sends the time zone of the machine, on which the meaning of a
    /// migration must not depend.
    private static final String SETTINGS = """
        set statement_timeout = 0;
        set client_connection_check_interval = '1s';
        set tcp_keepalives_idle = 5;
        set tcp_keepalives_interval = 2;
        set tcp_keepalives_count = 3;
        set tcp_user_timeout = '10s';
        set lock_timeout = 0;
        set idle_in_transaction_session_timeout = 0;
        set timezone = 'UTC';
        """;

    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// @throws MigrationException a pooler answers instead of the server
    public static Session open(Server server) throws SQLException {
        var session = new Session(server.getConnection());
        try {
            session.expectQuickAnswers();
            session.refusePooler();
            session.reset();
            return session;
        } catch (SQLException | MigrationException e) {
            session.close();
            throw e;
        }
    }

    /// The driver learns the process id with the key for cancelling statements. A pooler makes up
    /// both, so the id differs from the one that the server itself tells.
    private void refusePooler() throws SQLException {
        if (!ask("select pg_backend_pid() = ?", backend())) {
            throw new MigrationException("there is a connection pooler at DATABASE_URL (PgBouncer, RDS Proxy or the"
                    + " like), and behind one the migrations' lock protects nothing: give the"
                    + " server's own address");
        }
    }

    /// Restores the settings of a new session. `reset all` leaves the roles.
    public void reset() throws SQLException {
        execute("reset session authorization; reset role; reset all; " + SETTINGS);
    }

    /// From here on, the server refuses every change, and no statement waits for a table longer than
    /// an instant.
    public void onlyRead() throws SQLException {
        execute("set default_transaction_read_only = on; set lock_timeout = '100ms'; set search_path = public");
    }

    /// From here on, a statement without an answer within ten seconds means a dead connection.
    public void expectQuickAnswers() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, ANSWER_TIMEOUT_MILLIS);
    }

    /// From here on, answers may take as long as a migration takes.
    public void expectLongStatements() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    /// The connection, for reading the catalogs.
    public Connection connection() {
        return connection;
    }

    /// The id of the server's process that serves this session.
    public int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /// The session as a data source for Flyway. Flyway closes its connections; this one stays open.
    public DataSource asDataSource() {
        var lasting = lasting();
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection(@Nullable String user, @Nullable String password) {
                return lasting;
            }
        };
    }

    private Connection lasting() {
        return (Connection) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /// Ends whatever transaction a failure has left open.
    public void rollback() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    public void update(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /// The answer of a query that returns one boolean.
    public boolean ask(String sql, Object... parameters) throws SQLException {
        return query(sql, row -> row.getBoolean(1), parameters).getFirst();
    }

    public <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Asks the server to end the running statement, if there is one.
    void cancel() {
        try {
            if (!connection.isClosed()) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            // The connection may have closed just now. The caller asks again.
        }
    }

    /// Drops the connection without an answer. The server rolls back the open transaction.
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The connection is closed already.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The connection is gone already.
        }
    }
}
