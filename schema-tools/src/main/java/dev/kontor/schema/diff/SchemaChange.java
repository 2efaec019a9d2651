package dev.kontor.schema.diff;

import java.util.Set;

/// One statement on the way from one schema to another.
///
/// @param subject the table or other object, for the name of the migration's file
/// @param locks the existing tables whose writes wait until its transaction ends
public record SchemaChange(Stage stage, String subject, String sql, Set<String> locks) {

    /// The stages in their order. Each has migrations of its own.
    public enum Stage {
        /// Adds values to enums, which can be used only once they are committed.
        LABEL,
        /// Adds new objects, and changes that take effect at once.
        EXPAND,
        /// Builds or drops one index, outside of a transaction.
        INDEX,
        /// Uses an index that is there now.
        USE_INDEX,
        /// Reads the rows to validate a constraint, while reads and writes go on.
        VALIDATE,
        /// Relies on a validated constraint.
        REQUIRE,
        /// Drops objects, one deploy later.
        CONTRACT;

        public boolean isContract() {
            return this == CONTRACT;
        }

        public boolean isAlone() {
            return this == INDEX;
        }
    }
}
