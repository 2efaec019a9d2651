package dev.kontor.migrations.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a migration's author knows better, as a comment at the statement: `-- check: allow RULE
/// because REASON`.
///
/// @param statement the line of the statement it is about, 0 for none
/// @param rule empty where the comment names none that there is, or gives no reason
record Exemption(int line, int statement, String rule, String reason) {

    private static final Pattern COMMENT = Pattern.compile("--\\s*check:\\s*(.*)");
    private static final Set<String> RULES =
            Stream.concat(
                            Arrays.stream(Danger.values()).map(Danger::id),
                            Arrays.stream(Convention.values()).map(Convention::id))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern ALLOWS = Pattern.compile("allow ([a-z-]+) because (\\S.*)");

    static List<Exemption> in(SqlScript script) {
        var ofStatements =
                script.statements().stream()
                        .flatMap(
                                statement ->
                                        statement.comments().stream()
                                                .map(comment -> read(comment, statement.line())));
        var ofNone = script.comments().stream().map(comment -> read(comment, 0));
        return Stream.concat(ofStatements, ofNone).flatMap(Optional::stream).toList();
    }

    /// Whether it is about this finding of its own file.
    boolean allows(Finding finding) {
        return statement == finding.line() && rule.equals(finding.rule());
    }

    boolean isMalformed() {
        return rule.isEmpty();
    }

    private static Optional<Exemption> read(SqlComment comment, int statement) {
        var ours = COMMENT.matcher(comment.text());
        if (!ours.matches()) {
            return Optional.empty();
        }
        var allows = ALLOWS.matcher(ours.group(1));
        return Optional.of(
                allows.matches() && RULES.contains(allows.group(1))
                        ? new Exemption(comment.line(), statement, allows.group(1), allows.group(2))
                        : new Exemption(comment.line(), statement, "", ""));
    }
}
