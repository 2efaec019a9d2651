package dev.kontor.schema.finding;

import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.Script;
import dev.kontor.schema.source.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where an object of the catalog is spoken of: the statement's first line.
public record Place(String file, int line) {

    /// @param object as [dev.kontor.migrations.catalog.Catalog] names it, such as `column files.size`
    public static Place of(String object, Repository repository) {
        var names = Arrays.stream(object.toLowerCase(Locale.ROOT).split("[^\\w]+", -1))
                .filter(word -> !word.isEmpty())
                .toList()
                .reversed();
        var schema = repository.schema();
        var migrations = repository.migrations().reversed();
        for (var name : names) {
            for (var files : List.of(schema, migrations)) {
                for (var file : files) {
                    var line = lineIn(Script.parse(file.text()), name);
                    if (line.isPresent()) {
                        return new Place(file.name(), line.get());
                    }
                }
            }
        }
        return new Place(schema.isEmpty() ? "schema" : schema.getFirst().name(), 1);
    }

    /// Of what offends: the first statement that says its name and its table's, or one of them.
    public static int of(String table, String name, Script script) {
        return script.statements().stream()
                .filter(statement -> statement.has(table) && statement.has(name))
                .map(Statement::line)
                .findFirst()
                .or(() -> lineIn(script, name))
                .or(() -> lineIn(script, table))
                .orElse(1);
    }

    private static Optional<Integer> lineIn(Script script, String word) {
        return script.statements().stream()
                .filter(statement -> statement.has(word))
                .map(Statement::line)
                .findFirst();
    }
}
