package dev.kontor.local;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What a running server consists of, closed in the reverse order of its opening. A signal may come
/// while a part is being opened: then closing waits for it a while, so that it is closed too.
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    /// Longer than any part takes; one that takes longer was itself hit by the Ctrl-C.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final Duration patience;
    private volatile boolean closed;

    Parts() {
        this(PATIENCE);
    }

    Parts(Duration patience) {
        this.patience = patience;
    }

    /// Opens one more.
    ///
    /// @throws Failure it was closed meanwhile
    <T extends AutoCloseable> T open(Callable<T> part) throws Exception {
        opening.lock();
        try {
            if (closed) {
                throw stopped();
            }
            var opened = part.call();
            if (closed) {
                // Whoever closed the others may have given up waiting for this one.
                opened.close();
                throw stopped();
            }
            open.push(opened);
            return opened;
        } finally {
            opening.unlock();
        }
    }

    boolean areClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        var nothingOpens = awaitOpening();
        try {
            for (var part = open.poll(); part != null; part = open.poll()) {
                close(part);
            }
        } finally {
            if (nothingOpens) {
                opening.unlock();
            }
        }
    }

    private boolean awaitOpening() {
        try {
            return opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "did not close", e);
        }
    }

    private static Failure stopped() {
        return new Failure("stopped before it was ready");
    }
}
