package dev.kontor.schema.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts changes: each comes after those that make what it needs, and before those that drop what it
/// needed. Otherwise they come by stage, and within a stage in the order of `schema/`, which also puts
/// a function after the tables that its body names. For one use.
final class ChangeOrder {

    private final Comparison comparison;
    private final List<PlannedChange> changes;
    private final Map<String, Set<PlannedChange>> making = new HashMap<>();
    private final Map<String, Set<PlannedChange>> dropping = new HashMap<>();
    private final Map<PlannedChange, Set<PlannedChange>> earlier = new HashMap<>();

    ChangeOrder(Comparison comparison, List<PlannedChange> changes) {
        this.comparison = comparison;
        this.changes = List.copyOf(changes);
        for (var change : changes) {
            add(change, change.made(), making);
            add(change, change.dropped(), dropping);
        }
    }

    private static void add(
            PlannedChange change, Collection<String> objects, Map<String, Set<PlannedChange>> byObject) {
        objects.forEach(
                object -> byObject.computeIfAbsent(object, _ -> new HashSet<>()).add(change));
    }

    List<PlannedChange> sorted() {
        changes.forEach(this::comesAfterWhatItNeeds);
        changes.forEach(this::comesBeforeWhatItNeededGoes);
        var waiting = new ArrayList<>(changes);
        // A sort of a list is stable: two changes of one place stay as they were added.
        waiting.sort(Comparator.comparing(PlannedChange::stage).thenComparingInt(PlannedChange::position));
        var sorted = new ArrayList<PlannedChange>();
        var done = new HashSet<PlannedChange>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(change -> done.containsAll(earlier.getOrDefault(change, Set.of())))
                    .findFirst()
                    // They wait for each other. The trial will tell.
                    .orElse(waiting.getFirst());
            waiting.remove(next);
            sorted.add(next);
            done.add(next);
        }
        return sorted;
    }

    private void comesAfterWhatItNeeds(PlannedChange change) {
        var needed = new HashSet<>(change.needed());
        for (var object : change.made()) {
            needed.addAll(comparison.needsOf(object));
            dropping.getOrDefault(object, Set.of()).forEach(drop -> order(drop, change));
        }
        needed.removeAll(change.made());
        for (var object : needed) {
            making.getOrDefault(object, Set.of()).stream()
                    .filter(maker -> !change.needsNothingOf(maker))
                    .forEach(maker -> order(maker, change));
        }
    }

    private void comesBeforeWhatItNeededGoes(PlannedChange change) {
        for (var object : change.dropped()) {
            for (var needed : comparison.neededBefore(object)) {
                making.getOrDefault(needed, Set.of()).stream()
                        .filter(PlannedChange::retypes)
                        .forEach(retyping -> order(change, retyping));
            }
        }
        var isMadeAnew = !change.made().isEmpty() && !comparison.isThere(change.object());
        if (!isMadeAnew && (change.dropped().contains(change.object()) || !dropping.containsKey(change.object()))) {
            for (var needed : comparison.neededBefore(change.object())) {
                dropping.getOrDefault(needed, Set.of()).forEach(drop -> order(change, drop));
            }
        }
    }

    private void order(PlannedChange first, PlannedChange second) {
        if (first != second) {
            earlier.computeIfAbsent(second, _ -> new HashSet<>()).add(first);
        }
    }
}
