package dev.kontor.shared.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Makes the pool drop a session that a fail-over left on a reader. Such a session stays on the
/// reader until it is closed.
final class DroppingReaders implements SQLExceptionOverride {

    @java.lang.Override // the interface has an `Override` of its own
    public SQLExceptionOverride.Override adjudicate(SQLException fault) {
        return SqlErrors.isOfReader(fault)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
