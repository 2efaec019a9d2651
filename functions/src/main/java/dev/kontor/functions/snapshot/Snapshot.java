package dev.kontor.functions.snapshot;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hooks around a snapshot of this process (Lambda SnapStart). Before the snapshot the function
/// is primed, so that the snapshot is a warm one, and the pool is closed; after a restore the first
/// statement opens it again. Nothing secret or random is made before the snapshot, so it holds
/// nothing of that kind. Both hooks may be called any number of times.
public final class Snapshot implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";
    private static final String SNAP_START = "snap-start";
    private static final String DATABASE_URL = "DATABASE_URL";
    private static final String HANDLER = "_HANDLER";

    private final Application application;
    private final Priming priming;
    private final String handler;

    private Snapshot(Application application, Priming priming, String handler) {
        this.application = application;
        this.priming = priming;
        this.handler = handler;
    }

    /// Registers the hooks with the runtime, if it is about to take a snapshot.
    ///
    /// @param application the one of this process
    /// @param applications makes another one, for priming, of its environment
    /// @param environment as Lambda sets it
    /// @return to be kept as long as the process lives, since the runtime holds it weakly; null
    ///   where there will be no snapshot
    public static @Nullable Snapshot register(
            Application application,
            Function<Map<String, String>, ? extends Application> applications,
            Map<String, String> environment) {
        if (!SNAP_START.equals(environment.get(INITIALIZATION))) {
            return null;
        }
        var priming = new Priming(applications, environment.getOrDefault(DATABASE_URL, ""));
        var snapshot = new Snapshot(application, priming, environment.getOrDefault(HANDLER, ""));
        Core.getGlobalContext().register(snapshot);
        return snapshot;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            priming.perform(handler);
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // A snapshot that is not quite warm is better than a deploy that fails.
            LOG.warn("{} could not be primed", handler, e);
        }
        application.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // The first statement opens the pool. Opening it here would help little: most requests of
        // a burst come before all connections are there.
    }
}
