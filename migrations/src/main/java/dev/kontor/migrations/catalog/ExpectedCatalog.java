package dev.kontor.migrations.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// How each migration changes the catalog, as the build saw it on a database of its own. It tells
/// which objects should be there after any set of migrations, whichever contract migrations wait.
///
/// Its file has a line for each migration. Below it stands a line for each object that the
/// migration made or changed (`+`, with the new definition) or dropped (`-`).
///
/// @param steps by version
public record ExpectedCatalog(List<Step> steps) {

    /// The name of the file, which stands beside the migrations.
    public static final String NAME = "catalog.txt";

    private static final Pattern FILE = Pattern.compile("V(?<version>\\d+(\\.\\d+)*)__\\w+\\.sql");
    private static final String BETWEEN = ": ";

    /// @param file its name, without a folder
    /// @param changes from an object to its definition; null where it goes
    public record Step(String file, SortedMap<String, @Nullable String> changes) {
        public Step {
            changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
        }

        MigrationVersion version() {
            var name = FILE.matcher(file);
            if (!name.matches()) {
                throw new IllegalArgumentException(file + " is not named as a migration is");
            }
            return MigrationVersion.fromVersion(name.group("version"));
        }
    }

    public ExpectedCatalog {
        steps = List.copyOf(steps);
    }

    /// The reverse of [#toString].
    public static ExpectedCatalog parse(String text) {
        var steps = new ArrayList<Step>();
        var file = "";
        var changes = new TreeMap<String, @Nullable String>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("+ ")) {
                var end = line.indexOf(BETWEEN);
                changes.put(line.substring(2, end), unescaped(line.substring(end + BETWEEN.length())));
            } else if (line.startsWith("- ")) {
                changes.put(line.substring(2), null);
            } else {
                if (!file.isEmpty()) {
                    steps.add(new Step(file, changes));
                }
                file = line;
                changes = new TreeMap<>();
            }
        }
        if (!file.isEmpty()) {
            steps.add(new Step(file, changes));
        }
        return new ExpectedCatalog(steps);
    }

    /// Whether all of these are known here. Unknown ones belong to a later release.
    public boolean knows(Set<MigrationVersion> versions) {
        return steps.stream().map(Step::version).collect(Collectors.toSet()).containsAll(versions);
    }

    /// The catalog that should be there when exactly these have been applied.
    public Catalog after(Set<MigrationVersion> versions) {
        var objects = new TreeMap<String, String>();
        for (var step : steps) {
            if (versions.contains(step.version())) {
                step.changes().forEach((object, definition) -> {
                    if (definition == null) {
                        objects.remove(object);
                    } else {
                        objects.put(object, definition);
                    }
                });
            }
        }
        return new Catalog(objects);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(step.file()).append('\n');
            step.changes().forEach((object, definition) -> text.append(line(object, definition)));
        }
        return text.toString();
    }

    private static String line(String object, @Nullable String definition) {
        return definition == null ? "- " + object + "\n" : "+ " + object + BETWEEN + escaped(definition) + "\n";
    }

    private static String escaped(String definition) {
        return definition.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(.)").matcher(text).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            default -> "\\\\";
        });
    }

    /// The step that leads from one catalog to the other.
    public static Step step(String file, Catalog before, Catalog after) {
        var changes = new TreeMap<String, @Nullable String>();
        before.differencesFrom(after).forEach(each -> changes.put(each.object(), each.expected()));
        return new Step(file, changes);
    }
}
