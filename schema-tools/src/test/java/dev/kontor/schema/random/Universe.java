package dev.kontor.schema.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes the features that two random schemas choose from. For one thread.
final class Universe {

    /// As long as PostgreSQL lets a name be.
    private static final String LONG = "l".repeat(57);

    private static final List<String> TABLES =
            List.of("things", "boxes", "\"order\"", "\"Mixed Cases\"", "\"größen\"", LONG + "tables");

    private static final List<String> COLUMNS = List.of(
            "name",
            "amount",
            "\"order\"",
            "\"Mixed Case\"",
            "\"a.b\"",
            "\"semi;colon\"",
            "\"q\"\"uote\"",
            LONG + "column",
            "size",
            "note",
            "\"user\"",
            "\"default\"");

    private final Random random;
    private final List<Feature> features = new ArrayList<>();
    private final Types types;

    Universe(Random random) {
        this.random = random;
        this.types = new Types(random);
    }

    /// The features in the order in which statements of a schema make them.
    List<Feature> make() {
        new SharedFeatures(this).makeBefore();
        var tables = some(TABLES, 3);
        var made = new ArrayList<TableFeatures>();
        for (var table : tables) {
            var isPartitioned = made.size() == 2 && chance(0.5);
            made.add(new TableFeatures(this, types, table, some(COLUMNS, 6), isPartitioned));
        }
        made.forEach(table -> table.make(made.getFirst()));
        made.forEach(table -> table.makeAfter(made.getFirst()));
        new SharedFeatures(this).makeAfter(made);
        made.forEach(TableFeatures::makeLast);
        return List.copyOf(features);
    }

    /// Adds a statement.
    ///
    /// @param needs the keys, separated by `|`
    void statement(String key, String needs, String... variants) {
        add(key, "", needs, List.of(variants));
    }

    void add(String key, String table, String needs, List<String> variants) {
        var keys = new LinkedHashSet<>(Arrays.asList(needs.split("\\|", -1)));
        keys.remove("");
        if (!table.isEmpty()) {
            keys.add(Feature.keyOfTable(table));
        }
        features.add(new Feature(key, table, keys, variants));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Some different ones, in any order.
    <T> List<T> some(List<T> of, int count) {
        var left = new ArrayList<>(of);
        var some = new ArrayList<T>();
        while (some.size() < count) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }

    /// Chooses each feature with the same chance, and what it needs only if that was chosen.
    static RandomSchema choose(List<Feature> features, Random random) {
        var chosen = new LinkedHashMap<String, Integer>();
        var density = 0.1 + random.nextDouble() / 2;
        for (var feature : features) {
            var share = feature.isTable() || feature.key().startsWith("core ") ? 1 : density;
            if (random.nextDouble() < share) {
                chosen.put(feature.key(), random.nextInt(feature.variants().size()));
            }
        }
        return new RandomSchema(features, chosen).complete();
    }

    /// Adds, drops and changes a few features.
    static RandomSchema change(RandomSchema schema, Random random) {
        var changed = schema;
        var count = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
        for (var i = 0; i < count; i++) {
            changed = changeOne(changed, random);
        }
        return changed;
    }

    private static RandomSchema changeOne(RandomSchema schema, Random random) {
        var feature = schema.universe().get(random.nextInt(schema.universe().size()));
        if (feature.key().startsWith("core ")) {
            return schema;
        }
        var isDropped = schema.has(feature.key()) && random.nextInt(3) == 0;
        if (isDropped) {
            return schema.with(feature.key(), -1);
        }
        var with = new LinkedHashMap<>(schema.chosen());
        choose(schema.universe(), feature, random, with);
        return new RandomSchema(schema.universe(), with).complete();
    }

    /// Also chooses what the feature needs and what is not there.
    private static void choose(List<Feature> universe, Feature feature, Random random, Map<String, Integer> chosen) {
        chosen.put(feature.key(), random.nextInt(feature.variants().size()));
        universe.stream()
                .filter(each -> feature.needs().contains(each.key()) && !chosen.containsKey(each.key()))
                .forEach(each -> choose(universe, each, random, chosen));
        if (feature.isTable()) {
            universe.stream()
                    .filter(each ->
                            each.key().startsWith("core ") && each.needs().contains(feature.key()))
                    .forEach(each -> chosen.putIfAbsent(each.key(), 0));
        }
    }
}
