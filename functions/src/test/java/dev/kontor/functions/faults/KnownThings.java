package dev.kontor.functions.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// What clients know that users have, the newest of each kind: few enough that they meet at the same
/// ones. Thread-safe.
final class KnownThings {

    private static final int MAX = 40;

    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    void add(String kind, String user, String thing) {
        var list = list(kind, user);
        synchronized (list) {
            list.add(thing);
            if (list.size() > MAX) {
                list.removeFirst();
            }
        }
    }

    /// One of them at random, if there is one.
    Optional<String> any(String kind, String user, Random random) {
        var list = list(kind, user);
        synchronized (list) {
            return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
        }
    }

    private List<String> list(String kind, String user) {
        return lists.computeIfAbsent(kind + " of " + user, _ -> new ArrayList<>());
    }
}
