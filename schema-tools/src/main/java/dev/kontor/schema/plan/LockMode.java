package dev.kontor.schema.plan;

import java.util.EnumSet;
import java.util.Set;

/// The modes of a table's lock, the weakest first, with those that each has to wait for, as PostgreSQL's manual lists
/// them.
enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /// @param spelled the mode as the manual spells it
    static LockMode of(String spelled) {
        return valueOf(spelled.replace(' ', '_'));
    }

    boolean waitsFor(LockMode held) {
        return conflicts().contains(held);
    }

    private Set<LockMode> conflicts() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.range(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE -> EnumSet.range(SHARE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE -> {
                var conflicts = EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
                conflicts.remove(SHARE);
                yield conflicts;
            }
            case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
        };
    }
}
