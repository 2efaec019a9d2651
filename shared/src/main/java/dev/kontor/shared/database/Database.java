package dev.kontor.shared.database;

import dev.kontor.shared.Limits;
import dev.kontor.shared.ListRequest;
import dev.kontor.shared.Result;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/// The one connection pool of a process (S1), and the only way to the database (S2).
///
/// The first statement opens the pool; [#close] closes it, and the next statement opens it again,
/// so that a snapshot can be taken between the two. Opening it makes UTC the time zone of the
/// process. Threads may share it; one that finds every connection busy waits for its turn,
/// [Limits#POOL_CONNECT_TIMEOUT] at the most. Where connecting fails at once, so does the wait.
public final class Database implements AutoCloseable {

    private final DatabaseConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Pool pool;

    /// The transaction of the current thread, which its statements join.
    private final ScopedValue<OpenTransaction> transaction = ScopedValue.newInstance();

    /// What goes along with the next statement of the current thread.
    private final ScopedValue<AttachedStatement> attached = ScopedValue.newInstance();

    private static final class OpenTransaction {
        private final Handle handle;
        private boolean hasFailed;

        private OpenTransaction(Handle handle) {
            this.handle = handle;
        }
    }

    private record Pool(ConnectionPool connections, Jdbi jdbi) {}

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
        return isInTransaction()
                ? joined(handle -> work.get())
                : attempt(() -> jdbi().inTransaction(handle -> begun(handle, work)));
    }

    /// Does the work, and runs one more statement, whose rows nobody reads. It goes along with the
    /// first one that the work runs outside of a transaction: in the same round trip, behind it, and
    /// either both commit or neither. After work without one it goes alone. A failure of the work
    /// leaves it out, and its own failure, when it goes alone, is passed over.
    ///
    /// @param hasRun called when the statement has committed
    public <T> Result<T> attaching(BoundQuery statement, Supplier<Result<T>> work, Runnable hasRun) {
        var attachment = new AttachedStatement(statement);
        var result = ScopedValue.where(attached, attachment).call(work::get);
        if (attachment.hasRun() || hasRunAlone(statement)) {
            hasRun.run();
        }
        return result;
    }

    private static boolean hasRunAlone(BoundQuery statement) {
        try {
            return statement.execute() instanceof Result.Ok;
        } catch (DatabaseUnavailableException e) {
            return false;
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
            transaction.get().handle.getConnection().setNetworkTimeout(Runnable::run, driverTimeout);
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
                closing.connections().close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Runs one statement: on a connection of its own, or in the transaction that the caller runs
    /// within.
    <T> Result<T> run(HandleCallback<Result<T>, RuntimeException> statement) {
        return isInTransaction() ? joined(statement) : attempt(() -> jdbi().withHandle(attachable(statement)));
    }

    /// A query with its values, and what is attached to it.
    org.jdbi.v3.core.statement.Query created(Handle handle, String sql, BoundStatement<?> values) {
        var attachment = attachment();
        if (attachment.isEmpty()) {
            return values.bound(handle.createQuery(sql));
        }
        attachment.get().begin();
        var statement = attachment.get().statement();
        return statement.bound(values.bound(handle.createQuery(sql + ";\n" + statement.sql())));
    }

    private Optional<AttachedStatement> attachment() {
        return attached.isBound() && !attached.get().hasRun() && !isInTransaction()
                ? Optional.of(attached.get())
                : Optional.empty();
    }

    private <T> HandleCallback<Result<T>, RuntimeException> attachable(
            HandleCallback<Result<T>, RuntimeException> statement) {
        var attachment = attachment();
        return attachment.isEmpty()
                ? statement
                : handle -> {
                    attachment.get().reset();
                    var result = statement.withHandle(handle);
                    attachment.get().end();
                    return result;
                };
    }

    private <T> Result<T> begun(Handle handle, Supplier<Result<T>> work) {
        var begun = new OpenTransaction(handle);
        var result = ScopedValue.where(transaction, begun).call(work::get);
        if (result instanceof Result.Err) {
            handle.rollback();
        } else if (begun.hasFailed) {
            // PostgreSQL would answer the COMMIT with a ROLLBACK, and the driver would not tell.
            throw new IllegalStateException("the work of a transaction passed over an error");
        }
        return result;
    }

    private <T> Result<T> joined(HandleCallback<Result<T>, RuntimeException> work) {
        var joined = transaction.get();
        var result = refusing(() -> work.withHandle(joined.handle));
        joined.hasFailed |= result instanceof Result.Err;
        return result;
    }

    private interface Work<T> {
        Result<T> run();
    }

    private static <T> Result<T> attempt(Work<T> work) {
        var begin = System.nanoTime();
        try {
            return attemptRepeatedly(work);
        } finally {
            DatabaseTime.addSince(begin);
        }
    }

    private static <T> Result<T> attemptRepeatedly(Work<T> work) {
        for (var tries = 1; ; tries++) {
            DatabaseTime.beginStep();
            try {
                return refusing(work);
            } catch (RuntimeException e) {
                var fault = SqlErrors.in(e).orElseThrow(() -> e);
                if (SqlErrors.isLostRace(fault) && tries < Limits.TRANSACTION_ATTEMPTS) {
                    continue;
                }
                if (SqlErrors.isUnavailable(fault)) {
                    throw new DatabaseUnavailableException(fault);
                }
                throw e;
            }
        }
    }

    private static <T> Result<T> refusing(Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            return SqlErrors.in(e)
                    .flatMap(SqlErrors::refusal)
                    .orElseThrow(() -> e)
                    .as();
        }
    }

    private Jdbi jdbi() {
        var open = pool;
        if (open != null) {
            return open.jdbi();
        }
        lock.lock();
        try {
            if (pool == null) {
                pool = open();
            }
            return pool.jdbi();
        } finally {
            lock.unlock();
        }
    }

    private Pool open() {
        // The driver sends the process's zone when it connects, and results would depend on it. A
        // SET would pin the connection on a proxy.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        var connections = new ConnectionPool(config);
        var jdbi = Jdbi.create(connections);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(OffsetDateTime.class, "timestamptz");
        // JDBI would put the statement and its bound values into every exception's message.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.setSqlLogger(new WithinItsTime());
        return new Pool(connections, jdbi);
    }

    private static final class WithinItsTime implements SqlLogger {
        @Override
        public void logBeforeExecution(StatementContext context) {
            DatabaseTime.beginStep();
        }
    }
}
