package dev.kontor.schema.check;

import dev.kontor.schema.convention.Convention;
import dev.kontor.schema.finding.Finding;
import dev.kontor.schema.hazard.Hazard;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a migration's author knows better, as a comment at the statement: `-- check: allow RULE
/// because REASON`. Of a migration that was applied, which cannot get a comment any more, a line of
/// its list says the same: `FILE:LINE: allow RULE because REASON`.
///
/// @param place the file that says it
/// @param line its line there
/// @param file the migration that it is about; empty where nobody can tell
/// @param statement the line of the statement that it is about; 0 for none
/// @param rule empty where it names none that there is, or gives no reason
public record Exemption(String place, int line, String file, int statement, String rule, String reason) {

    private static final Pattern COMMENT = Pattern.compile("--\\s*check:\\s*(?<allows>.*)");
    private static final Pattern LISTED = Pattern.compile("(?<file>\\S+\\.sql):(?<line>\\d{1,9}): (?<allows>.*)");
    private static final Pattern ALLOWS = Pattern.compile("allow (?<rule>[a-z-]+) because (?<reason>\\S.*)");

    private static final Set<String> RULES = Stream.concat(
                    Arrays.stream(Hazard.values()).map(Hazard::id),
                    Arrays.stream(Convention.values()).map(Convention::id))
            .collect(Collectors.toUnmodifiableSet());

    /// A migration's comments.
    public static List<Exemption> in(SourceFile migration) {
        var script = Script.parse(migration.text());
        var exemptions = new ArrayList<Exemption>();
        var number = 0;
        for (var line : migration.text().lines().toList()) {
            number++;
            var comment = COMMENT.matcher(line);
            if (comment.find()) {
                exemptions.add(new Exemption(
                        migration.name(),
                        number,
                        migration.name(),
                        script.statementOf(number),
                        comment.group("allows")));
            }
        }
        return exemptions;
    }

    /// The lines of a list, but for empty ones and its comments (`#`).
    ///
    /// @param list beside the migrations
    public static List<Exemption> listed(SourceFile list) {
        var exemptions = new ArrayList<Exemption>();
        var number = 0;
        for (var line : list.text().lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var listed = LISTED.matcher(line);
            exemptions.add(
                    listed.matches()
                            ? new Exemption(
                                    list.name(),
                                    number,
                                    beside(list, listed.group("file")),
                                    Integer.parseInt(listed.group("line")),
                                    listed.group("allows"))
                            : new Exemption(list.name(), number, "", 0, ""));
        }
        return exemptions;
    }

    private Exemption(String place, int line, String file, int statement, String allows) {
        var parts = ALLOWS.matcher(allows);
        var isKnown = parts.matches() && RULES.contains(parts.group("rule"));
        this(place, line, file, statement, isKnown ? parts.group("rule") : "", isKnown ? parts.group("reason") : "");
    }

    boolean allows(Finding finding) {
        return file.equals(finding.file()) && statement == finding.line() && rule.equals(finding.rule());
    }

    public boolean isMalformed() {
        return rule.isEmpty();
    }

    private static String beside(SourceFile list, String file) {
        return Path.of(list.name()).resolveSibling(file).toString();
    }
}
