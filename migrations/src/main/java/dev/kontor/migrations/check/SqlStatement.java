package dev.kontor.migrations.check;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/// One statement of a migration.
///
/// @param line of its first word, from 1
/// @param text without the semicolon
/// @param words names and keywords in lower case (a quoted name as it is), punctuation one by one,
///   every string as `''`; of a `do`, those of its body too
/// @param comments before it and in it
public record SqlStatement(int line, String text, List<String> words, List<SqlComment> comments) {

    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");

    public SqlStatement {
        words = List.copyOf(words);
        comments = List.copyOf(comments);
    }

    public boolean startsWith(String... start) {
        return words.size() >= start.length
                && words.subList(0, start.length).equals(List.of(start));
    }

    boolean has(String... sequence) {
        return Collections.indexOfSubList(words, List.of(sequence)) >= 0;
    }

    boolean controlsTheTransaction() {
        return TRANSACTION_CONTROL.contains(words.getFirst());
    }

    /// What the server refuses inside of a transaction, or what commits on its way.
    boolean runsOutsideTransactions() {
        return switch (words.getFirst()) {
            case "vacuum" -> true;
            case "create", "drop" ->
                    startsWith("create", "index", "concurrently")
                            || startsWith("create", "unique", "index", "concurrently")
                            || startsWith("drop", "index", "concurrently")
                            || Set.of("database", "tablespace", "subscription")
                                    .contains(words.size() > 1 ? words.get(1) : "");
            case "reindex" ->
                    has("concurrently") || has("schema") || has("database") || has("system");
            case "alter" ->
                    startsWith("alter", "system")
                            || (has("detach", "partition") && has("concurrently"));
            case "do" -> commits();
            default -> false;
        };
    }

    /// Whether a `do` ends transactions itself, as a backfill in batches does.
    boolean commits() {
        return has("commit", ";");
    }
}
