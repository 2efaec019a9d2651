package dev.kontor.shared.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kontor.shared.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connections of a [Database]: HikariCP's pool, with two additions. Its waiters wait their whole
/// time while a thread of the pool tries to connect again and again, even where that fails at once
/// (nobody listens, the host is unknown, the sign-in is wrong), and no setting changes that. Here a
/// failure ends the wait of all, unless others hold connections that they will give back. And it
/// connects when somebody begins to wait, but not when a connection is lost that they wait for. Here
/// [#serveWaiters] sees to that. Thread-safe.
final class ConnectionPool implements AutoCloseable {

    private static final long HOUSEKEEPING_MS = 2_000;

    private final HikariDataSource pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Waiter> waiters = new HashSet<>();
    private final AtomicBoolean isServingWaiters = new AtomicBoolean();

    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private @Nullable SQLException failure;
    }

    ConnectionPool(DatabaseConfig config) {
        // HikariCP looks for idle connections every 30 s. Only a system property changes that.
        System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", Long.toString(HOUSEKEEPING_MS));
        var hikari = new HikariConfig();
        hikari.setPoolName("kontor");
        hikari.setDataSource(new WatchedDataSource(DataSources.of(config), this::failed));
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(0);
        hikari.setIdleTimeout(Limits.POOL_IDLE_TIMEOUT.toMillis());
        hikari.setConnectionTimeout(Limits.POOL_CONNECT_TIMEOUT.toMillis());
        hikari.setInitializationFailTimeout(-1); // the first statement finds out
        // HikariCP asks its first connection for this. If that is lost meanwhile, it sets what it has
        // here on all others, and without it none of them succeeds.
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool = new HikariDataSource(hikari);
    }

    /// A connection, in the order of asking.
    ///
    /// @throws SQLTransientConnectionException when none came in time, or the connection failed
    Connection getConnection() throws SQLException {
        var waiter = new Waiter();
        guarded(() -> waiters.add(waiter));
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            var failure = waiter.failure;
            throw failure == null ? e : new SQLTransientConnectionException("the connection failed", failure);
        } finally {
            guarded(() -> waiters.remove(waiter));
            if (waiter.failure != null) {
                Thread.interrupted(); // it was meant for the wait, which may just have ended by itself
            }
        }
    }

    /// Lets the pool connect anew where some wait although there could be more connections. To be
    /// called when a connection was given back, which may have been closed then.
    void serveWaiters() {
        var state = pool.getHikariPoolMXBean();
        if (state.getThreadsAwaitingConnection() > 0
                && state.getTotalConnections() < pool.getMaximumPoolSize()
                && isServingWaiters.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::connectForWaiters);
        }
    }

    /// Begins to wait, which makes the pool connect until nobody waits.
    private void connectForWaiters() {
        try {
            getConnection().close();
        } catch (SQLException e) {
            // The others are told the same.
        } finally {
            isServingWaiters.set(false);
        }
    }

    /// Closes the connections that nobody holds now, and the others once they are given back. After a
    /// fail-over, sessions stay on a server that only reads until they are closed.
    void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
    }

    /// Ends the wait of all. Called by the pool's thread that connects.
    private void failed(SQLException failure) {
        if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
            guarded(() -> {
                for (var waiter : waiters) {
                    waiter.failure = failure;
                    waiter.thread.interrupt();
                }
            });
        }
    }

    private void guarded(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
