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

/// The one connection of a run: it holds the lock and makes the changes, so what it can no longer
/// change it can no longer lock, and the other way round. For one thread, but for [#cancel] and
/// [#abort].
public final class Session implements AutoCloseable {

    /// What keeps a dead client's lock from outliving it, whatever its server's defaults: a
    /// statement in flight looks every second whether anyone waits for it, and a host that has
    /// vanished is given up after some ten seconds. The roles' own limits would end long builds of
    /// indexes; the run has a time-out of its own.
    private static final String SETTINGS = """
        set client_connection_check_interval = '1s';
        set tcp_keepalives_idle = 5;
        set tcp_keepalives_interval = 2;
        set tcp_keepalives_count = 3;
        set tcp_user_timeout = '10s';
        set statement_timeout = 0;
        set lock_timeout = 0;
        set idle_in_transaction_session_timeout = 0;
        """;

    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// Opens it, and makes sure that it is one with the server itself.
    ///
    /// @throws MigrationException there is a pooler in between
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

    /// To a client a pooler is the server: it makes up the key by which statements are cancelled,
    /// and with it the process id that the driver knows. The server's own says otherwise.
    private void refusePooler() throws SQLException {
        if (!ask("select pg_backend_pid() = ?", backend())) {
            throw new MigrationException("there is a connection pooler at DATABASE_URL (PgBouncer, RDS Proxy or the"
                    + " like), and behind one the migrations' lock protects nothing: give the"
                    + " server's own address");
        }
    }

    /// The settings of a new session.
    public void reset() throws SQLException {
        execute("reset all; " + SETTINGS);
    }

    /// From here on, what has no answer within ten seconds comes of a dead connection.
    public void expectQuickAnswers() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, ANSWER_TIMEOUT_MILLIS);
    }

    /// From here on answers may take as long as a migration takes.
    public void expectLongStatements() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    /// For what asks the catalogs.
    public Connection connection() {
        return connection;
    }

    /// The process of the server that serves this session, by its id.
    public int backend() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /// This session for Flyway, which closes what it gets; that the session survives.
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

    /// A question of one row with one answer.
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

    /// Asks the server to end the statement that is running, if one is.
    void cancel() {
        try {
            if (!connection.isClosed()) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            // It may have closed just now; whoever cancels asks again.
        }
    }

    /// Drops the connection, answered or not: the server rolls back what it left open.
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Closed already.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The connection is gone as it is.
        }
    }
}
