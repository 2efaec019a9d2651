package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes rules for lists.
final class ListRules {

    private ListRules() {}

    /// A list in which a repeated value counts once.
    ///
    /// @param max how many different values the list may hold
    static <T> Rule<List<T>> distinct(Rule<T> item, int max) {
        return new Rule<>(List.of(), raw -> {
            if (!(raw instanceof List<?> list)) {
                throw new Broken("must be a list");
            }
            var values = new LinkedHashSet<T>();
            for (@Nullable Object each : list) {
                values.add(checked(each, item));
                if (values.size() > max) {
                    throw new Broken("must hold at most %d different ones".formatted(max));
                }
            }
            return List.copyOf(values);
        });
    }

    /// A list of values that are read one by one.
    ///
    /// @param max how many values it may hold; it holds one at least
    static Rule<List<@Nullable Object>> any(int max) {
        return new Rule<>(new ArrayList<@Nullable Object>(), raw -> {
            if (raw instanceof List<?> list && !list.isEmpty() && list.size() <= max) {
                return new ArrayList<@Nullable Object>(list);
            }
            throw new Broken("must be a list of 1 to %d".formatted(max));
        });
    }

    private static <T> T checked(@Nullable Object raw, Rule<T> item) throws Broken {
        if (raw == null) {
            throw new Broken("must not hold null");
        }
        try {
            return item.conversion().convert(raw);
        } catch (Broken e) {
            throw new Broken("must be a list in which each value " + e.getMessage());
        }
    }
}
