package dev.kontor.schema.source;

import dev.kontor.migrations.artefact.OutsideTransaction;
import dev.kontor.migrations.artefact.SqlStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One statement, in words.
///
/// @param line the line of its first word, from 1
/// @param text without the semicolon
/// @param words names and keywords in lower case (a quoted name as it is), punctuation one by one,
///   every string as `''`, and names of the schema `public` without the schema; a `do` has the
///   words of its block, too
/// @param isRepeatable whether its migration can run again after the statement was interrupted
public record Statement(
        int line, String text, List<String> words, boolean runsOutsideTransactions, boolean isRepeatable) {

    private static final Pattern WORD = Pattern.compile("''|\"[^\"]*\"|[\\w$]+|\\S");

    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("begin", "start", "commit", "end", "rollback", "abort");

    private static final List<String> PUBLIC = List.of("public", ".");

    /// The statements that the migration function allows beside those outside of transactions.
    private static final Set<String> NEUTRAL = Set.of("set", "reset", "show");

    public Statement {
        words = List.copyOf(words);
    }

    /// @param among all statements of its file
    static Statement of(SqlStatement statement, List<SqlStatement> among) {
        var words = Stream.concat(words(statement), statement.block().stream().flatMap(Statement::inBlock))
                .toList();
        return new Statement(
                statement.line(),
                statement.text(),
                words,
                OutsideTransaction.of(statement).isPresent(),
                OutsideTransaction.isRepeatable(statement, among));
    }

    public boolean startsWith(String... start) {
        return words.size() >= start.length && words.subList(0, start.length).equals(List.of(start));
    }

    public boolean has(String... sequence) {
        return Collections.indexOfSubList(words, List.of(sequence)) >= 0;
    }

    public boolean controlsTheTransaction() {
        return TRANSACTION_CONTROL.contains(words.getFirst()) && !has("rollback", "to");
    }

    /// Whether rows have to follow the statement in the file, which only psql can send.
    public boolean readsStandardInput() {
        return startsWith("copy") && has("from", "stdin");
    }

    /// Whether it is known to leave the rights to what is there as they are.
    public boolean takesNoRight() {
        return switch (words.getFirst()) {
            case "create" -> !has("policy") && !has("replace") && !has("schema");
            case "comment", "insert", "update", "delete", "set", "vacuum", "analyze" -> true;
            default -> false;
        };
    }

    /// Whether it updates rows of a table, or deletes some.
    ///
    /// @param table as its words have it
    public boolean changesRowsOf(String table) {
        return has("update", table)
                || has("update", "only", table)
                || has("delete", "from", table)
                || has("delete", "from", "only", table)
                || has("merge", "into", table)
                || has("merge", "into", "only", table);
    }

    /// Whether it changes rows of a table, or adds some.
    public boolean writesTo(String table) {
        return changesRowsOf(table) || has("insert", "into", table);
    }

    public boolean wantsATransaction() {
        return !runsOutsideTransactions && !NEUTRAL.contains(words.getFirst());
    }

    /// Whether the statement changes nothing but its session, as those at the head of a dump.
    public boolean isSetting() {
        return NEUTRAL.contains(words.getFirst()) || (startsWith("select") && has("set_config", "("));
    }

    int lastLine() {
        return line + Math.toIntExact(text.chars().filter(c -> c == '\n').count());
    }

    private static Stream<String> inBlock(SqlStatement statement) {
        return Stream.concat(words(statement), Stream.of(";"));
    }

    private static Stream<String> words(SqlStatement statement) {
        var words = WORD.matcher(statement.skeleton())
                .results()
                .map(word -> spelled(word.group()))
                .collect(Collectors.toCollection(ArrayList::new));
        int schema;
        while ((schema = Collections.indexOfSubList(words, PUBLIC)) >= 0) {
            words.subList(schema, schema + PUBLIC.size()).clear();
        }
        return words.stream();
    }

    private static String spelled(String word) {
        return word.startsWith("\"") ? word.substring(1, word.length() - 1) : word.toLowerCase(Locale.ROOT);
    }
}
