package dev.kontor.schema.generate;

import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import tools.jackson.core.JsonGenerator;

/// Gives one's own migrations numbers after those that came with a merge. Their order stays, and a
/// number that is late enough stays, too. Comments of the moved files that name their numbers
/// follow, and so do the lines of `exemptions.txt`.
///
/// @param repository the migrations in their new order
/// @param moved the files whose name or text changes
public record Rebase(Repository repository, List<Moved> moved) {

    /// A number in a comment or in a file's name, such as `V018`.
    private static final Pattern NUMBER = Pattern.compile("\\bV(\\d+(?:[._]\\d+)*)(?=__|\\b)");

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*--.*$");

    private static final Pattern FILE = Pattern.compile("V[\\d._]+?__\\w+\\.sql");

    /// One file.
    public record Moved(SourceFile before, SourceFile after) {

        /// Writes the members of a moved file.
        public static void write(JsonGenerator json, Moved moved) {
            json.writeStringProperty("from", moved.before().name());
            json.writeStringProperty("to", moved.after().name());
        }
    }

    public Rebase {
        moved = List.copyOf(moved);
    }

    /// @param merged the names of the migrations that keep their numbers, since other databases may
    ///   have applied them
    public static Rebase of(Repository repository, Set<String> merged) {
        var files = repository.migrations().stream()
                .filter(file -> merged.contains(file.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        var own = repository.migrations().stream()
                .filter(file -> !merged.contains(file.name()))
                .toList();
        var numbers = numbers(own, Repository.newest(files));
        var moved = new ArrayList<Moved>();
        for (var file : own) {
            var after = moved(file, numbers);
            files.add(after);
            if (!after.equals(file)) {
                moved.add(new Moved(file, after));
            }
        }
        var exemptions = listed(repository.exemptions(), moved);
        return new Rebase(new Repository(files, repository.schema(), exemptions, repository.history()), moved);
    }

    /// The new number of each file that has one.
    private static Map<SourceFile, MigrationVersion> numbers(List<SourceFile> own, MigrationVersion newest) {
        var numbers = new HashMap<SourceFile, MigrationVersion>();
        var last = newest;
        for (var file : own) {
            if (Repository.isVersioned(file)) {
                var old = Repository.version(file);
                last = old.compareTo(last) > 0 ? old : Repository.next(last);
                numbers.put(file, last);
            }
        }
        return numbers;
    }

    private static SourceFile moved(SourceFile file, Map<SourceFile, MigrationVersion> numbers) {
        var renamed = new HashMap<MigrationVersion, MigrationVersion>();
        numbers.forEach((other, number) -> renamed.put(Repository.version(other), number));
        // Two files may have had one number; each means its own.
        renamed.put(Repository.version(file), numbers.getOrDefault(file, MigrationVersion.LATEST));
        var folder =
                file.name().substring(0, file.name().length() - file.fileName().length());
        var text = COMMENT.matcher(file.text())
                .replaceAll(comment -> Matcher.quoteReplacement(renumbered(comment.group(), renamed)));
        return new SourceFile(folder + renumbered(file.fileName(), renamed), text, file.isContract());
    }

    private static String renumbered(String text, Map<MigrationVersion, MigrationVersion> renamed) {
        return NUMBER.matcher(text).replaceAll(found -> {
            var old = MigrationVersion.fromVersion(found.group(1).replace('_', '.'));
            var number = renamed.getOrDefault(old, old);
            return Matcher.quoteReplacement(number.equals(old) ? found.group() : "V" + number.getVersion());
        });
    }

    private static SourceFile listed(SourceFile exemptions, List<Moved> moved) {
        var names = new HashMap<String, String>();
        moved.forEach(each -> names.put(each.before().fileName(), each.after().fileName()));
        var text = FILE.matcher(exemptions.text())
                .replaceAll(name -> Matcher.quoteReplacement(names.getOrDefault(name.group(), name.group())));
        return new SourceFile(exemptions.name(), text, exemptions.isContract());
    }
}
