package dev.kontor.functions.snapshot;

import dev.kontor.functions.Kontor;
import java.io.IOException;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done around a snapshot of this process (Lambda SnapStart): before it, the function is
/// rehearsed, so that the snapshot is a warm one, and the pool is closed; after a restore the first
/// statement opens it again. Nothing secret or random is made before, so nothing of that kind is in
/// the snapshot. Both may be called any number of times.
public final class Snapshot implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAP_START = "snap-start";
    private static final String DATABASE_URL = "DATABASE_URL";
    private static final String HANDLER = "_HANDLER";

    private final Kontor kontor;
    private final String handler;
    private final String databaseUrl;

    private Snapshot(Kontor kontor, String handler, String databaseUrl) {
        this.kontor = kontor;
        this.databaseUrl = databaseUrl;
        this.handler = handler;
    }

    /// Makes it known to the runtime, where that will take a snapshot.
    ///
    /// @param environment as Lambda sets it
    /// @return what has to be kept as long as the process lives: the runtime holds it weakly; null
    ///   where there will be no snapshot
    public static @Nullable Snapshot register(Kontor kontor, Map<String, String> environment) {
        if (!SNAP_START.equals(environment.get(INITIALIZATION))) {
            return null;
        }
        var snapshot =
                new Snapshot(kontor, environment.getOrDefault(HANDLER, ""), environment.getOrDefault(DATABASE_URL, ""));
        Core.getGlobalContext().register(snapshot);
        return snapshot;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            var rehearsal = Rehearsal.of(handler, databaseUrl);
            if (rehearsal.isPresent()) {
                rehearsal.get().perform();
            }
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // A snapshot that is not quite warm is better than a deploy that fails.
            LOG.warn("{} could not be rehearsed", handler, e);
        }
        kontor.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // The pool is opened by the first statement: most requests of a burst come before all
        // connections would be there.
    }
}
