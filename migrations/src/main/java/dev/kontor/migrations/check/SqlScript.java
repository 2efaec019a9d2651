package dev.kontor.migrations.check;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A migration's text in statements, as the server would split it: by semicolons outside of
/// comments, strings, quoted names, dollar quotes and bodies of `begin atomic … end`.
///
/// @param comments those after the last statement, which belong to none
public record SqlScript(List<SqlStatement> statements, List<SqlComment> comments) {

    public SqlScript {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
    }

    public static SqlScript parse(String text) {
        return new Reader(text).read();
    }

    /// Whether each statement runs in a transaction of its own, since one of them cannot run in one
    /// that is open.
    boolean runsOutsideTransactions() {
        return statements.stream().anyMatch(SqlStatement::runsOutsideTransactions);
    }

    /// Goes through the text once; for one use.
    private static final class Reader {
        private final String text;
        private int at;
        private int line = 1;

        private final List<SqlStatement> statements = new ArrayList<>();
        private List<SqlComment> comments = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private int start;
        private int startLine;

        /// How deep in `begin atomic`, where a semicolon ends no statement of ours.
        private int depth;

        Reader(String text) {
            this.text = text;
        }

        SqlScript read() {
            while (at < text.length()) {
                step();
            }
            endStatement();
            return new SqlScript(statements, comments);
        }

        private void step() {
            var c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                advanceTo(at + 1);
            } else if (text.startsWith("--", at)) {
                comment(endOf("\n", at));
            } else if (text.startsWith("/*", at)) {
                comment(endOfBlockComment());
            } else if (c == ';' && depth == 0) {
                endStatement();
                advanceTo(at + 1);
            } else {
                beginStatement();
                token(c);
            }
        }

        private void token(char c) {
            if (c == '\'') {
                word("''", endOfString(at + 1, hasEscapes()));
            } else if (c == '"') {
                var end = endOfQuoted(at + 1);
                word(text.substring(at + 1, Math.max(at + 1, end - 1)), end);
            } else if (c == '$' && dollarTag() != null) {
                dollarQuoted();
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                var end = at + 1;
                while (end < text.length() && isPartOfWord(text.charAt(end))) {
                    end++;
                }
                keyword(text.substring(at, end).toLowerCase(Locale.ROOT), end);
            } else {
                word(String.valueOf(c), at + 1);
            }
        }

        private void keyword(String word, int end) {
            var afterBegin = !words.isEmpty() && words.getLast().equals("begin");
            if ((word.equals("atomic") && afterBegin) || (depth > 0 && word.equals("case"))) {
                depth++;
            } else if (depth > 0 && word.equals("end")) {
                depth--;
            }
            word(word, end);
        }

        /// The body of a `do` is code of the migration itself, so its words count.
        private void dollarQuoted() {
            var tag = String.valueOf(dollarTag());
            var begin = at + tag.length();
            var end = endOf(tag, begin);
            if (!words.isEmpty() && words.getFirst().equals("do")) {
                var body = text.substring(begin, Math.max(begin, end - tag.length()));
                for (var statement : parse(body).statements()) {
                    words.addAll(statement.words());
                    words.add(";");
                }
            }
            word("''", end);
        }

        private void word(String word, int end) {
            words.add(word);
            advanceTo(end);
        }

        private void comment(int end) {
            comments.add(new SqlComment(line, text.substring(at, end).strip()));
            advanceTo(end);
        }

        private void beginStatement() {
            if (words.isEmpty()) {
                start = at;
                startLine = line;
            }
        }

        private void endStatement() {
            if (!words.isEmpty()) {
                statements.add(
                        new SqlStatement(
                                startLine, text.substring(start, at).strip(), words, comments));
                words = new ArrayList<>();
                comments = new ArrayList<>();
            }
        }

        private void advanceTo(int end) {
            for (; at < end; at++) {
                if (text.charAt(at) == '\n') {
                    line++;
                }
            }
        }

        /// `$$`, `$tag$`; null for the parameter `$1` and the like.
        private @Nullable String dollarTag() {
            var end = at + 1;
            while (end < text.length() && text.charAt(end) != '$') {
                var c = text.charAt(end);
                if (!(Character.isLetter(c)
                        || c == '_'
                        || (end > at + 1 && Character.isDigit(c)))) {
                    return null;
                }
                end++;
            }
            return end < text.length() ? text.substring(at, end + 1) : null;
        }

        private boolean hasEscapes() {
            return !words.isEmpty() && words.getLast().equals("e") && text.charAt(at - 1) != ' ';
        }

        private int endOfString(int from, boolean hasEscapes) {
            for (var i = from; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '\\' && hasEscapes) {
                    i++;
                } else if (c == '\'') {
                    if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                        i++;
                    } else {
                        return i + 1;
                    }
                }
            }
            return text.length();
        }

        private int endOfQuoted(int from) {
            return endOf("\"", from);
        }

        /// Comments nest in PostgreSQL.
        private int endOfBlockComment() {
            var level = 0;
            for (var i = at; i < text.length() - 1; i++) {
                if (text.startsWith("/*", i)) {
                    level++;
                    i++;
                } else if (text.startsWith("*/", i)) {
                    level--;
                    i++;
                    if (level == 0) {
                        return i + 1;
                    }
                }
            }
            return text.length();
        }

        private int endOf(String mark, int from) {
            var found = text.indexOf(mark, from);
            return found < 0 ? text.length() : found + mark.length();
        }

        private static boolean isPartOfWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '$';
        }
    }
}
