package dev.kontor.local;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/// What a running server consists of, closed in the reverse order of its opening. A signal may come
/// while a part is being opened: then closing waits for it, so that nothing is left behind.
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /// @throws Failure it was closed meanwhile
    synchronized <T extends AutoCloseable> T open(Callable<T> part) throws Exception {
        if (closed) {
            throw new Failure("stopped before it was ready");
        }
        var opened = part.call();
        open.push(opened);
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "did not close", e);
            }
        }
    }
}
