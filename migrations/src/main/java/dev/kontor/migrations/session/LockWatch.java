package dev.kontor.migrations.session;

import dev.kontor.migrations.artefact.MigrationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Watches from a connection of its own which tables a backend locks. It serves statements outside
/// of a transaction, whose locks are gone before the backend itself could look. It may miss locks
/// that are held for an instant. Without a second connection it sees nothing, and the run goes on.
public final class LockWatch implements AutoCloseable {

    private static final int BETWEEN_LOOKS_MILLIS = 10;

    private final TreeMap<String, String> seen = new TreeMap<>();
    private final Thread thread;

    public LockWatch(Server server, int backend, Map<Long, String> tables) {
        thread = Thread.ofPlatform().daemon().name("lock-watch").start(() -> watch(server, backend, tables));
    }

    private void watch(Server server, int backend, Map<Long, String> tables) {
        try (var session = Session.open(server)) {
            while (!Thread.currentThread().isInterrupted()) {
                TableLock.held(session, backend, tables).forEach(this::see);
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (SQLException | MigrationException | InterruptedException e) {
            // Nothing more is seen.
        }
    }

    private synchronized void see(TableLock lock) {
        seen.merge(lock.table(), lock.mode(), TableLock::stronger);
    }

    /// The strongest lock on each table so far.
    public synchronized List<TableLock> seen() {
        return seen.entrySet().stream()
                .map(entry -> new TableLock(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
