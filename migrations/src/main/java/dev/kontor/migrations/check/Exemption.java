package dev.kontor.migrations.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    static List<Exemption> in(String text) {
        var script = Script.parse(text);
        var exemptions = new ArrayList<Exemption>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var comment = COMMENT.matcher(line);
            if (comment.find()) {
                exemptions.add(read(comment.group(1), number, script.statementOf(number)));
            }
        }
        return exemptions;
    }

    /// Whether it is about this finding of its own file.
    boolean allows(Finding finding) {
        return statement == finding.line() && rule.equals(finding.rule());
    }

    boolean isMalformed() {
        return rule.isEmpty();
    }

    private static Exemption read(String comment, int line, int statement) {
        var allows = ALLOWS.matcher(comment);
        return allows.matches() && RULES.contains(allows.group(1))
                ? new Exemption(line, statement, allows.group(1), allows.group(2))
                : new Exemption(line, statement, "", "");
    }
}
