package dev.kontor.testing;

import dev.kontor.shared.database.ListQuery;
import dev.kontor.shared.database.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every SQL text of the code: the queries in static fields of the classes named `…Sql`.
public final class Statements {

    private Statements() {}

    public static List<Query> all() {
        return classFiles().stream()
                .filter(file -> file.toString().endsWith("Sql.class"))
                .map(Statements::load)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .flatMap(field -> queries(field).stream())
                .toList();
    }

    /// The compiled classes of the module, as files.
    public static List<Path> classFiles() {
        try (var files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Query.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(Path file) {
        var name = root().relativize(file).toString().replace('/', '.').replaceFirst(".class$", "");
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Collection<Query> queries(Field field) {
        try {
            field.setAccessible(true);
            return switch (field.get(null)) {
                case Query query -> List.of(query);
                case ListQuery list -> list.all();
                case Map<?, ?> lists ->
                    lists.values().stream()
                            .map(ListQuery.class::cast)
                            .flatMap(list -> list.all().stream())
                            .toList();
                case null, default -> List.of();
            };
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
