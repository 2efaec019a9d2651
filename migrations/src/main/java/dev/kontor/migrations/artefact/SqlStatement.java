package dev.kontor.migrations.artefact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One statement of a migration.
///
/// @param text as it is written, without the semicolon
/// @param line the line of the file on which it begins, from 1
/// @param skeleton the statement in the form that patterns match: in capitals except for quoted
///   names, one space between words, no comments, and `''` for every literal
public record SqlStatement(String text, int line, String skeleton) {

    /// Splits a file at its semicolons, as psql does. It does not support data after `copy … from
    /// stdin`, and neither does JDBC.
    public static List<SqlStatement> parse(String sql) {
        return new Splitter(sql).split();
    }

    /// The statements in the code block of a `do`; empty for any other statement.
    public List<SqlStatement> block() {
        var block = DO_BLOCK.matcher(text);
        return skeleton.matches("DO\\b.*") && block.find() ? parse(block.group("code")) : List.of();
    }

    /// The beginning of the statement, for a message.
    String summary() {
        var end = skeleton.indexOf(" (");
        var words = end < 0 ? skeleton : skeleton.substring(0, end);
        return words.length() <= SUMMARY ? words : words.substring(0, SUMMARY) + "…";
    }

    private static final int SUMMARY = 80;

    private static final Pattern DO_BLOCK =
            Pattern.compile("(?<quote>\\$\\w*\\$)(?<code>.*?)\\k<quote>", Pattern.DOTALL);

    /// Reads the text once, a token at a time.
    private static final class Splitter {
        private final String sql;
        private final List<SqlStatement> statements = new ArrayList<>();
        private final StringBuilder skeleton = new StringBuilder();
        private int at;
        private int begin = -1;
        private int parentheses;

        /// How many `begin atomic` and `case` of a function's body have had no `end` yet.
        private int blocks;

        Splitter(String sql) {
            this.sql = sql;
        }

        List<SqlStatement> split() {
            while (at < sql.length()) {
                token();
            }
            end(at);
            return statements;
        }

        private void token() {
            var c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
                space();
            } else if (sql.startsWith("--", at)) {
                at = orEnd(sql.indexOf('\n', at));
                space();
            } else if (sql.startsWith("/*", at)) {
                comment();
                space();
            } else if (c == '\\' && begin < 0 && isRestriction()) {
                at = orEnd(sql.indexOf('\n', at));
            } else if (c == ';' && parentheses == 0 && blocks == 0) {
                end(at++);
            } else if (c == '\'') {
                begin();
                quoted('\'', hasEscapes());
                skeleton.append("''");
            } else if (c == '"') {
                begin();
                var from = at;
                quoted('"', false);
                skeleton.append(sql, from, at);
            } else if (c == '$' && dollarQuote() != null) {
                begin();
                var quote = dollarQuote();
                at = orEnd(sql.indexOf(quote, at + quote.length()));
                at = Math.min(at + quote.length(), sql.length());
                skeleton.append("''");
            } else if (isOfWord(c)) {
                begin();
                word();
            } else {
                begin();
                parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
                skeleton.append(c);
                at++;
            }
        }

        /// Since August 2025, `pg_dump` begins and ends with these commands of psql. They keep psql
        /// from running further commands of its own, which nothing here does.
        private boolean isRestriction() {
            return sql.startsWith("\\restrict ", at) || sql.startsWith("\\unrestrict ", at);
        }

        private void word() {
            var from = at;
            while (at < sql.length() && isOfWord(sql.charAt(at))) {
                at++;
            }
            var word = sql.substring(from, at).toUpperCase(Locale.ROOT);
            if (word.equals("ATOMIC") && skeleton.toString().endsWith("BEGIN ")) {
                blocks++;
            } else if (blocks > 0) {
                blocks += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
            }
            skeleton.append(word);
        }

        private void comment() {
            var depth = 0;
            do {
                if (sql.startsWith("/*", at)) {
                    depth++;
                    at += 2;
                } else if (sql.startsWith("*/", at)) {
                    depth--;
                    at += 2;
                } else {
                    at++;
                }
            } while (depth > 0 && at < sql.length());
            at = Math.min(at, sql.length());
        }

        /// Goes past the closing quote. A doubled quote is part of the text.
        private void quoted(char quote, boolean escapes) {
            at++;
            while (at < sql.length()) {
                var c = sql.charAt(at++);
                if (c == '\\' && escapes) {
                    at++;
                } else if (c == quote) {
                    if (at >= sql.length() || sql.charAt(at) != quote) {
                        break;
                    }
                    at++;
                }
            }
            at = Math.min(at, sql.length());
        }

        /// Whether the literal that begins here is an `e'…'`.
        private boolean hasEscapes() {
            var length = skeleton.length();
            return length > 0
                    && skeleton.charAt(length - 1) == 'E'
                    && (length == 1 || !isOfWord(skeleton.charAt(length - 2)));
        }

        /// `$$`, `$name$`, or null where the dollar begins no quote.
        private @Nullable String dollarQuote() {
            var end = at + 1;
            while (end < sql.length() && isOfWord(sql.charAt(end)) && sql.charAt(end) != '$') {
                end++;
            }
            return end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1))
                    ? sql.substring(at, end + 1)
                    : null;
        }

        private static boolean isOfWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '$';
        }

        private void begin() {
            if (begin < 0) {
                begin = at;
            }
        }

        private void space() {
            if (!skeleton.isEmpty() && skeleton.charAt(skeleton.length() - 1) != ' ') {
                skeleton.append(' ');
            }
        }

        private void end(int end) {
            if (begin >= 0) {
                var line = 1
                        + (int) sql.substring(0, begin)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                statements.add(new SqlStatement(
                        sql.substring(begin, end).strip(),
                        line,
                        skeleton.toString().strip()));
            }
            begin = -1;
            skeleton.setLength(0);
        }

        private int orEnd(int index) {
            return index < 0 ? sql.length() : index;
        }
    }
}
