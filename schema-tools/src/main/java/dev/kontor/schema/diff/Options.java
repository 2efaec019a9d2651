package dev.kontor.schema.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The storage parameters of a table or an index, such as `fillfactor=70, autovacuum_enabled=off`.
final class Options {

    private Options() {}

    /// The actions of an `alter` that lead from the old ones to the wanted ones.
    static List<String> change(String now, String old) {
        var wanted = parse(now);
        var there = parse(old);
        var actions = new ArrayList<String>();
        var set = wanted.entrySet().stream()
                .filter(option -> !option.getValue().equals(there.get(option.getKey())))
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            actions.add("set (%s)".formatted(set));
        }
        there.keySet().removeAll(wanted.keySet());
        if (!there.isEmpty()) {
            actions.add("reset (%s)".formatted(String.join(", ", there.keySet())));
        }
        return actions;
    }

    private static Map<String, String> parse(String options) {
        return Arrays.stream(options.split(", ", -1))
                .filter(option -> !option.isEmpty())
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair.length > 1 ? pair[1] : "true",
                        (_, last) -> last,
                        LinkedHashMap::new));
    }
}
