package dev.kontor.local;

import java.lang.System.Logger.Level;
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
    private static final int PATIENCE_SECONDS = 5;

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile boolean closed;

    /// Opens one more.
    ///
    /// @throws Failure it was closed meanwhile
    <T extends AutoCloseable> T open(Callable<T> part) throws Exception {
        opening.lock();
        try {
            if (closed) {
                throw new Failure("stopped before it was ready");
            }
            var opened = part.call();
            open.push(opened);
            return opened;
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!opening.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.DEBUG, "closing without what is being opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var part = open.poll(); part != null; part = open.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "did not close", e);
            }
        }
    }
}
