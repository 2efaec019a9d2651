package dev.kontor.schema.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A random schema and what it is changed to.
record RandomPair(RandomSchema from, RandomSchema to) {

    /// Both apply to an empty database. What PostgreSQL does not take, such as an operator class that
    /// does not fit the type of its column, is left out.
    ///
    /// @param empty is left empty
    static RandomPair of(long seed, Connection empty) throws SQLException {
        var random = new Random(seed);
        var features = new Universe(random).make();
        var from = applicable(Universe.choose(features, random), empty);
        var to = applicable(Universe.change(from, random), empty);
        return new RandomPair(from, to);
    }

    /// @param empty is left empty
    private static RandomSchema applicable(RandomSchema schema, Connection empty) throws SQLException {
        var left = schema;
        @Nullable Feature failing;
        while ((failing = firstFailing(left, empty)) != null) {
            left = left.with(failing.key(), -1);
        }
        return left;
    }

    private static @Nullable Feature firstFailing(RandomSchema schema, Connection empty) throws SQLException {
        empty.setAutoCommit(false);
        try (var statement = empty.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var source : schema.sources()) {
                try {
                    statement.execute(source.sql());
                } catch (SQLException e) {
                    empty.rollback();
                    return source.features().size() == 1
                            ? source.features().getFirst()
                            : failingLine(schema, source, empty);
                }
            }
            return null;
        } finally {
            empty.rollback();
            empty.setAutoCommit(true);
        }
    }

    /// The last line without which the table's features before it apply.
    private static Feature failingLine(RandomSchema schema, RandomSchema.Source table, Connection empty)
            throws SQLException {
        var lines = new ArrayList<>(table.features());
        var shorter = schema;
        while (lines.size() > 1) {
            var last = lines.removeLast();
            shorter = shorter.with(last.key(), -1);
            if (applies(shorter, table.features().getFirst(), empty)) {
                return last;
            }
        }
        return table.features().getFirst();
    }

    private static boolean applies(RandomSchema schema, Feature table, Connection empty) throws SQLException {
        try (var statement = empty.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var source : schema.sources()) {
                statement.execute(source.sql());
                if (source.features().contains(table)) {
                    return true;
                }
            }
            return true;
        } catch (SQLException e) {
            return false;
        } finally {
            empty.rollback();
        }
    }

    boolean applies(Connection empty) throws SQLException {
        return firstFailing(from, empty) == null && firstFailing(to, empty) == null;
    }

    /// Smaller pairs, the smallest first: with fewer features in both, with one difference less, or
    /// with a feature in its first variant.
    List<RandomPair> smaller() {
        var smaller = new ArrayList<RandomPair>();
        var keys = from.universe().reversed().stream()
                .map(Feature::key)
                .filter(key -> (from.has(key) || to.has(key)) && !key.startsWith("core "))
                .toList();
        for (var size = keys.size() / 2; size > 0; size /= 2) {
            for (var start = 0; start < keys.size(); start += size) {
                smaller.add(without(keys.subList(start, Math.min(keys.size(), start + size))));
            }
        }
        for (var key : keys) {
            smaller.add(new RandomPair(from, to.like(from, key)));
            if (from.has(key)
                    && from.chosen().get(key) > 0
                    && from.chosen().get(key).equals(to.chosen().get(key))) {
                smaller.add(new RandomPair(from.with(key, 0), to.with(key, 0)));
            }
        }
        smaller.removeIf(this::equals);
        return smaller;
    }

    private RandomPair without(List<String> keys) {
        var smaller = this;
        for (var key : keys) {
            smaller = new RandomPair(smaller.from.with(key, -1), smaller.to.with(key, -1));
        }
        return smaller;
    }

    @Override
    public String toString() {
        return "-- from\n" + from.sql() + "-- to\n" + to.sql();
    }
}
