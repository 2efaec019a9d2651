package dev.kontor.schema.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A schema: some of the features of a universe, each with the number of its variant.
///
/// @param universe all features, in the order in which a schema has them
record RandomSchema(List<Feature> universe, Map<String, Integer> chosen) {

    RandomSchema {
        universe = List.copyOf(universe);
        chosen = Map.copyOf(chosen);
    }

    /// A statement with the keys of the features that it makes.
    record Source(String sql, List<Feature> features) {}

    boolean has(String key) {
        return chosen.containsKey(key);
    }

    /// The schema with a feature in a variant, or without it (-1) and all that needs it.
    RandomSchema with(String key, int variant) {
        var changed = new LinkedHashMap<>(chosen);
        if (variant < 0) {
            changed.remove(key);
        } else {
            changed.put(key, variant);
        }
        return new RandomSchema(universe, changed).complete();
    }

    /// The schema with the variant of another.
    RandomSchema like(RandomSchema other, String key) {
        return with(key, other.chosen.getOrDefault(key, -1));
    }

    /// Without the features that lack one that they need.
    RandomSchema complete() {
        var kept = new LinkedHashMap<String, Integer>();
        for (var feature : universe) {
            if (has(feature.key()) && kept.keySet().containsAll(feature.needs())) {
                kept.put(feature.key(), chosen.get(feature.key()));
            }
        }
        return new RandomSchema(universe, kept);
    }

    List<Feature> features() {
        return universe.stream().filter(feature -> has(feature.key())).toList();
    }

    List<Source> sources() {
        var sources = new ArrayList<Source>();
        for (var feature : features()) {
            if (feature.isTable()) {
                sources.add(createTable(feature));
            } else if (!feature.isLine()) {
                sources.add(new Source(variant(feature), List.of(feature)));
            }
        }
        return sources;
    }

    private Source createTable(Feature table) {
        var made = new ArrayList<>(List.of(table));
        features().stream()
                .filter(feature -> feature.table().equals(table.tableName()))
                .forEach(made::add);
        var lines = made.stream().skip(1).map(line -> "  " + variant(line)).collect(Collectors.joining(",\n"));
        var options = variant(table).isEmpty() ? "" : " " + variant(table);
        return new Source("create table %s (%n%s%n)%s".formatted(table.tableName(), lines, options), made);
    }

    String variant(Feature feature) {
        return feature.variants().get(chosen.getOrDefault(feature.key(), 0));
    }

    /// The SQL, as a file of `schema/` has it.
    String sql() {
        return sources().stream().map(source -> source.sql() + ";\n").collect(Collectors.joining());
    }
}
