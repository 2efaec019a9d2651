package dev.kontor.migrations.artefact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The statements that PostgreSQL refuses inside a transaction. `alter type … add value` is not
/// among them: since version 12, only the use of the new value has to wait for the commit.
public enum OutsideTransaction {
    CREATE_INDEX("CREATE (UNIQUE )?INDEX CONCURRENTLY\\b.*"),
    DROP_INDEX("DROP INDEX CONCURRENTLY\\b.*"),
    REINDEX("REINDEX (\\([^)]*\\) ?)?(INDEX|TABLE) CONCURRENTLY\\b.*"
            + "|REINDEX \\([^)]*\\bCONCURRENTLY\\b[^)]*\\).*"
            + "|REINDEX (\\([^)]*\\) ?)?(SCHEMA|DATABASE|SYSTEM)\\b.*"),
    DETACH_PARTITION("ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY"),
    VACUUM("VACUUM\\b.*"),
    CLUSTER_ALL("CLUSTER( VERBOSE)?"),
    /// A backfill that commits each batch.
    BATCHES("DO\\b.*") {
        @Override
        boolean matches(SqlStatement statement) {
            return super.matches(statement)
                    && statement.block().stream()
                            .anyMatch(inner -> inner.skeleton().matches("(.* )?COMMIT"));
        }
    },
    SERVER("ALTER SYSTEM\\b.*|(CREATE|DROP|ALTER) (DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*");

    private static final Pattern INDEX = Pattern.compile(
            "(CREATE (UNIQUE )?|DROP )INDEX CONCURRENTLY (?<condition>IF (NOT )?EXISTS )?"
                    + "(?<name>(?!ON )[^ (,\"]+|([^ (,\"]+\\.)?\"([^\"]|\"\")+\")( .*)?",
            Pattern.DOTALL);

    private final Pattern pattern;

    OutsideTransaction(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    public static Optional<OutsideTransaction> of(SqlStatement statement) {
        return Arrays.stream(values()).filter(kind -> kind.matches(statement)).findFirst();
    }

    boolean matches(SqlStatement statement) {
        return pattern.matcher(statement.skeleton()).matches();
    }

    /// The name of the index that the statement makes or drops, as it is written.
    public static Optional<String> index(SqlStatement statement) {
        var matcher = INDEX.matcher(statement.skeleton());
        return matcher.matches() ? Optional.of(matcher.group("name")) : Optional.empty();
    }

    /// Whether the statements may run again from the first, wherever they were interrupted. Invalid
    /// indexes are dropped before that.
    public static boolean areRepeatable(List<SqlStatement> statements) {
        return statements.stream().allMatch(statement -> isRepeatable(statement, statements));
    }

    /// Whether the statement may run again, among the others of its migration.
    public static boolean isRepeatable(SqlStatement statement, List<SqlStatement> among) {
        return of(statement)
                .map(kind -> switch (kind) {
                    case CREATE_INDEX -> isConditional(statement) || isDroppedBefore(statement, among);
                    case DROP_INDEX -> isConditional(statement);
                    case REINDEX, VACUUM, CLUSTER_ALL, BATCHES -> true;
                    case DETACH_PARTITION, SERVER -> false;
                })
                .orElse(true);
    }

    private static boolean isConditional(SqlStatement statement) {
        var matcher = INDEX.matcher(statement.skeleton());
        return matcher.matches() && matcher.group("condition") != null;
    }

    private static boolean isDroppedBefore(SqlStatement creation, List<SqlStatement> among) {
        return among.subList(0, among.indexOf(creation)).stream()
                .filter(earlier -> of(earlier).equals(Optional.of(DROP_INDEX)))
                .filter(OutsideTransaction::isConditional)
                .anyMatch(earlier -> index(earlier).equals(index(creation)));
    }
}
