package dev.kontor.shared.database;

import dev.kontor.shared.Done;
import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection pool of a process (S1), and the only way to the database (S2).
///
/// The first statement opens the pool; [#close] closes it, and the next statement opens it again,
/// so that a snapshot can be taken between the two. Opening it makes UTC the time zone of the
/// process. Threads may share it; one that finds every connection busy waits for its turn,
/// [Limits#POOL_CONNECT_TIMEOUT] at the most. Where connecting fails at once, so does the wait.
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ConnectionPool pool;

    /// Begins the text of each statement once a kept plan was found to be out of date. A pooler keeps
    /// plans by their text, for all its clients, so only another text gets a new one for certain.
    private volatile String planGeneration = "";

    /// The transaction of the current thread, which its statements join.
    private final ScopedValue<OpenTransaction> transaction = ScopedValue.newInstance();

    /// What goes along with the next statement of the current thread.
    private final ScopedValue<AttachedStatement> attached = ScopedValue.newInstance();

    private static final class OpenTransaction {
        private final Connection connection;
        private boolean hasFailed;

        private OpenTransaction(Connection connection) {
            this.connection = connection;
        }
    }

    /// Does something on a connection.
    interface Work<T> {
        Result<T> on(Connection connection) throws SQLException;
    }

    public Database(DatabaseConfig config) {
        this.config = config;
    }

    /// Begins a statement: its values are bound next, and a verb runs it.
    public BoundQuery query(Query query) {
        return new BoundQuery(this, query);
    }

    /// Begins the statement of a list: the values of its filter are bound next.
    public BoundListQuery query(ListQuery list, ListRequest<?> request) {
        return new BoundListQuery(this, list, request);
    }

    /// Runs several statements in one transaction (read committed). It is rolled back when the work
    /// answers an error or throws, and it is tried again, from the start, when it lost a race for
    /// locks.
    ///
    /// Every statement that the work runs with this database joins the transaction, and so does
    /// another transaction. None of them can be undone alone: work that was answered an error must
    /// answer an error too.
    ///
    /// @throws DatabaseUnavailableException when the database did not answer in time
    /// @throws IllegalStateException when the work passed over an error; nothing is done then
    public <T> Result<T> transact(Supplier<Result<T>> work) {
        if (isInTransaction()) {
            return joined(connection -> work.get());
        }
        var attachment = attached();
        var admitted = attachment == null ? Result.ok(Done.DONE) : attachment.runAlone();
        return admitted.flatMap(done -> attempt(connection -> transaction(connection, work)));
    }

    /// Does the work, and runs one more statement, whose rows nobody reads. It goes along with the first
    /// one that the work runs: in the same round trip, before it, and either both commit or neither. Where
    /// it is refused, so is the work, which has then read and changed nothing.
    ///
    /// Before a transaction it goes alone: nobody is to wait until the end of that for its locks. It also
    /// goes alone after work that ran no statement, or was refused by a constraint. A refusal of it is the
    /// result then too, but its failure is passed over. When the work throws, it is left out.
    ///
    /// @param hasRun called when the statement has committed
    public <T> Result<T> attaching(BoundQuery statement, Supplier<Result<T>> work, Runnable hasRun) {
        var attachment = new AttachedStatement(statement);
        var result = ScopedValue.where(attached, attachment).call(work::get);
        var admitted = attachment.isWaiting() ? afterwards(attachment) : Result.ok(Done.DONE);
        if (attachment.isCommitted()) {
            hasRun.run();
        }
        return admitted.flatMap(done -> result);
    }

    /// Leaves out what was to go along with the caller's statements, if that has not run yet.
    public void dropAttached() {
        if (attached.isBound()) {
            attached.get().drop();
        }
    }

    private static Result<Done> afterwards(AttachedStatement attachment) {
        try {
            return attachment.runAlone();
        } catch (DatabaseUnavailableException | StatementException e) {
            LOG.warn("{} is left out: {}", attachment.statement().query(), e.getMessage());
            return Result.ok(Done.DONE);
        }
    }

    /// Lets the driver wait for statements that take longer than [Limits#STATEMENT_TIMEOUT]: those
    /// that follow in the transaction which the caller runs within. The pool takes that back with
    /// the connection. The server has a time-out of its own, which a statement has to raise.
    ///
    /// @param wanted for each of them
    /// @return the time that each may take: as wanted, or less where less is left
    public Duration allowStatementTime(Duration wanted) {
        var allowed = DatabaseTime.atMost(wanted);
        try {
            // The server's own time-out comes first.
            var driverTimeout = (int) allowed.plus(Limits.STATEMENT_TIMEOUT).toMillis();
            transaction.get().connection.setNetworkTimeout(Runnable::run, driverTimeout);
            return allowed;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /// Whether the caller runs within a transaction. It cannot continue one after an error.
    public boolean isInTransaction() {
        return transaction.isBound();
    }

    /// Closes every connection and breaks off the statements that run on them. Does nothing when
    /// closed already.
    @Override
    public void close() {
        lock.lock();
        try {
            var closing = pool;
            if (closing != null) {
                pool = null;
                closing.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Runs one statement: on a connection of its own, or in the transaction that the caller runs
    /// within.
    ///
    /// @throws StatementException when it fails otherwise than by a refusal
    <T> Result<T> run(Query query, Work<T> statement) {
        Work<T> named = connection -> {
            try {
                return statement.on(connection);
            } catch (SQLException e) {
                throw new StatementException(query, e);
            }
        };
        return isInTransaction() ? joined(named) : attempt(named);
    }

    /// What is to go along with the next statement, if anything.
    @Nullable
    AttachedStatement attached() {
        return attached.isBound() && attached.get().isWaiting() ? attached.get() : null;
    }

    /// How a query is sent.
    String sql(Query query) {
        var generation = planGeneration;
        return generation.isEmpty() ? query.sql() : generation + query.sql();
    }

    private <T> Result<T> transaction(Connection connection, Supplier<Result<T>> work) throws SQLException {
        connection.setAutoCommit(false); // the pool rolls back what is not committed
        var begun = new OpenTransaction(connection);
        var result = ScopedValue.where(transaction, begun).call(work::get);
        if (result instanceof Result.Err) {
            connection.rollback();
        } else if (begun.hasFailed) {
            // PostgreSQL would answer the COMMIT with a ROLLBACK, and the driver would not tell.
            throw new IllegalStateException("the work of a transaction passed over an error");
        } else {
            connection.commit();
        }
        return result;
    }

    private <T> Result<T> joined(Work<T> work) {
        var joined = transaction.get();
        var result = refusing(work, joined.connection);
        joined.hasFailed |= result instanceof Result.Err;
        return result;
    }

    private <T> Result<T> attempt(Work<T> work) {
        var begin = System.nanoTime();
        try {
            return attemptRepeatedly(work);
        } finally {
            DatabaseTime.addSince(begin);
            serveWaiters();
        }
    }

    private void serveWaiters() {
        var open = pool;
        if (open != null) {
            open.serveWaiters();
        }
    }

    private <T> Result<T> attemptRepeatedly(Work<T> work) {
        for (var tries = 1; ; tries++) {
            DatabaseTime.beginStep();
            try (var connection = connections().getConnection()) {
                return refusing(work, connection);
            } catch (SQLException | StatementException e) {
                var fault = SqlErrors.in(e).orElseThrow();
                if (SqlErrors.isStalePlan(fault)) {
                    planGeneration = "/* plans since %s */ ".formatted(Instant.now());
                }
                if (SqlErrors.isOfReader(fault)) {
                    connections().renew();
                }
                if (SqlErrors.mayPassAtOnce(fault) && tries < attempts(fault)) {
                    continue;
                }
                throw SqlErrors.isUnavailable(fault)
                        ? new DatabaseUnavailableException(fault)
                        : StatementException.of(e);
            }
        }
    }

    /// A second attempt is on a new session. If that is a reader's, too, there is no writer yet.
    private static int attempts(SQLException fault) {
        return SqlErrors.isOfReader(fault) ? 2 : Limits.TRANSACTION_ATTEMPTS;
    }

    private static <T> Result<T> refusing(Work<T> work, Connection connection) {
        try {
            return work.on(connection);
        } catch (SQLException | StatementException e) {
            return SqlErrors.in(e)
                    .flatMap(SqlErrors::refusal)
                    .orElseThrow(() -> StatementException.of(e))
                    .as();
        }
    }

    private ConnectionPool connections() {
        var open = pool;
        if (open != null) {
            return open;
        }
        lock.lock();
        try {
            if (pool == null) {
                pool = open();
            }
            return pool;
        } finally {
            lock.unlock();
        }
    }

    private ConnectionPool open() {
        // The driver sends the process's zone when it connects, and results would depend on it. A
        // SET would pin the connection on a proxy.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        return new ConnectionPool(config);
    }
}
