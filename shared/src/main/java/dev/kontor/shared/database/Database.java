package dev.kontor.shared.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// The one connection pool of a process (S1), and the only way to the database (S2).
///
/// The first statement opens the pool; [#close] closes it, and the next statement opens it again,
/// so that a snapshot can be taken between the two. Threads may share it; one that finds every
/// connection busy waits for its turn, [Limits#POOL_CONNECT] at the most.
public final class Database implements AutoCloseable {

    private static final long POOL_HOUSEKEEPING_MS = 2_000;

    private final DatabaseConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Pool pool;

    private record Pool(HikariDataSource connections, Jdbi jdbi) {}

    public Database(DatabaseConfig config) {
        this.config = config;
    }

    /// Runs one statement, in one round trip: it commits by itself.
    ///
    /// @throws DatabaseUnavailableException when the database did not answer in time
    public <T> Result<T> run(HandleCallback<Result<T>, RuntimeException> statement) {
        return attempt(() -> jdbi().withHandle(statement));
    }

    /// Runs several statements in one transaction (read committed). It is rolled back when the work
    /// answers an error or throws, and is tried again, from the start, when it lost a race for
    /// locks.
    ///
    /// @throws DatabaseUnavailableException when the database did not answer in time
    public <T> Result<T> transact(HandleCallback<Result<T>, RuntimeException> work) {
        return attempt(() -> jdbi().inTransaction(handle -> rollingBackErrors(handle, work)));
    }

    /// Closes every connection and breaks off what is under way on them. Harmless when closed
    /// already.
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

    private static <T> Result<T> rollingBackErrors(
            Handle handle, HandleCallback<Result<T>, RuntimeException> work) {
        var result = work.withHandle(handle);
        if (result instanceof Result.Err) {
            handle.rollback();
        }
        return result;
    }

    private interface Attempt<T> {
        Result<T> run();
    }

    private static <T> Result<T> attempt(Attempt<T> attempt) {
        for (var tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (RuntimeException e) {
                var fault = SqlErrors.in(e).orElseThrow(() -> e);
                if (SqlErrors.isLostRace(fault) && tries < Limits.TRANSACTION_ATTEMPTS) {
                    continue;
                }
                if (SqlErrors.isUnavailable(fault)) {
                    throw new DatabaseUnavailableException(fault);
                }
                return SqlErrors.refusal(fault).orElseThrow(() -> e).as();
            }
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
        // HikariCP looks for idle connections only every 30 s unless told otherwise, and takes that
        // as a system property alone.
        System.setProperty(
                "com.zaxxer.hikari.housekeeping.periodMs", Long.toString(POOL_HOUSEKEEPING_MS));
        var hikari = new HikariConfig();
        hikari.setPoolName("kontor");
        hikari.setDataSource(DataSources.of(config));
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(0);
        hikari.setIdleTimeout(Limits.POOL_IDLE.toMillis());
        hikari.setConnectionTimeout(Limits.POOL_CONNECT.toMillis());
        hikari.setInitializationFailTimeout(-1); // the first statement finds out
        var connections = new HikariDataSource(hikari);
        var jdbi = Jdbi.create(connections);
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(OffsetDateTime.class, "timestamptz");
        // JDBI would put the statement and its bound values into every exception's message.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return new Pool(connections, jdbi);
    }
}
