package dev.kontor.migrations;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Stands before every single migration: a run that lost its lock or its time applies nothing more.
final class BeforeEachMigration extends BaseCallback {

    private static final Logger LOG = System.getLogger(Migrator.class.getName());

    private final AdvisoryLock lock;
    private final Deadline deadline;

    BeforeEachMigration(AdvisoryLock lock, Deadline deadline) {
        this.lock = lock;
        this.deadline = deadline;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        var migration = context.getMigrationInfo();
        if (deadline.passed()) {
            throw new MigrationException("out of time before " + migration.getScript());
        }
        if (!lock.isHeld()) {
            throw new MigrationException(
                    "the lock's connection was lost before "
                            + migration.getScript()
                            + ", so another run may have begun; run it again");
        }
        LOG.log(Level.INFO, "applying {0}", migration.getScript());
    }
}
