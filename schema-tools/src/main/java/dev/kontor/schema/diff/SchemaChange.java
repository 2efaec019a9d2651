package dev.kontor.schema.diff;

import java.util.Set;

/// One statement on the way.
///
/// @param subject what it is about, for the name of its file
/// @param locks the tables that were there before, whose writes wait while its transaction lasts
public record SchemaChange(Stage stage, String subject, String sql, Set<String> locks) {

    /// In this order, each in migrations of its own.
    public enum Stage {
        /// What is new, and what is changed at once.
        EXPAND,
        /// Each alone, outside of a transaction.
        INDEX,
        /// What needs an index to be there.
        USE_INDEX,
        /// Reads the rows, and stops nobody.
        VALIDATE,
        /// What was validated is relied on.
        REQUIRE,
        /// One deploy later.
        CONTRACT;

        public boolean isContract() {
            return this == CONTRACT;
        }

        public boolean isAlone() {
            return this == INDEX;
        }
    }
}
