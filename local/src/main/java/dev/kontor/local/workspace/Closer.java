package dev.kontor.local.workspace;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Closes what a command opened, in the reverse order. A signal may arrive while something is
/// being opened; `close` then waits a while, so that this is closed too. Thread-safe.
public final class Closer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Closer.class.getName());

    /// Nothing takes longer to open unless the Ctrl-C hit it as well.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final Duration patience;
    private volatile boolean closed;

    public Closer() {
        this(PATIENCE);
    }

    Closer(Duration patience) {
        this.patience = patience;
    }

    /// Opens something that this closes later.
    ///
    /// @throws Failure this was closed in the meantime
    public <T extends AutoCloseable> T open(Callable<T> opener) throws Exception {
        opening.lock();
        try {
            if (closed) {
                throw stopped();
            }
            var opened = opener.call();
            if (closed) {
                // close() may have stopped waiting before this was open.
                opened.close();
                throw stopped();
            }
            open.push(opened);
            return opened;
        } finally {
            opening.unlock();
        }
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        var nothingOpens = awaitOpening();
        try {
            for (var each = open.poll(); each != null; each = open.poll()) {
                close(each);
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

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "did not close", e);
        }
    }

    private static Failure stopped() {
        return new Failure("stopped before it was ready");
    }
}
