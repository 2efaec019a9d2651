package dev.kontor.credits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One user's credits as the documents describe them (docs/credits.md), one credit at a time and
/// without regard to speed.
final class CreditsModel {

    /// A credit, which expires with its grant. Those that never expire come last.
    private record Credit(Instant expiresAt, int grant) {

        boolean isGone(Instant now) {
            return !expiresAt.isAfter(now);
        }
    }

    private record Reserved(List<Credit> credits, Instant expiresAt) {}

    private static final Comparator<Credit> ORDER =
            Comparator.comparing(Credit::expiresAt).thenComparingInt(Credit::grant);

    private final List<Credit> available = new ArrayList<>();
    private final Map<Integer, Reserved> holds = new LinkedHashMap<>();

    /// What each usage took and nobody gave back yet, in the order in which it was taken.
    private final Map<Integer, List<Credit>> usages = new HashMap<>();

    /// Lets the time pass up to this moment.
    void pass(Instant now) {
        holds.values().removeIf(hold -> {
            var isOver = !hold.expiresAt().isAfter(now);
            if (isOver) {
                available.addAll(hold.credits());
            }
            return isOver;
        });
        available.removeIf(credit -> credit.isGone(now));
        available.sort(ORDER);
    }

    long amount() {
        return available.size()
                + holds.values().stream()
                        .mapToLong(hold -> hold.credits().size())
                        .sum();
    }

    long available() {
        return available.size();
    }

    void grant(int number, int amount, Instant expiresAt) {
        for (var i = 0; i < amount; i++) {
            available.add(new Credit(expiresAt, number));
        }
        available.sort(ORDER);
    }

    boolean spend(int number, int amount) {
        if (amount > available.size()) {
            return false;
        }
        usages.put(number, take(amount));
        return true;
    }

    boolean hold(int number, int amount, Instant expiresAt) {
        if (amount > available.size()) {
            return false;
        }
        holds.put(number, new Reserved(take(amount), expiresAt));
        return true;
    }

    boolean isOpen(int hold) {
        return holds.containsKey(hold);
    }

    boolean settle(int number, int amount, Instant now) {
        var held = holds.get(number);
        if (held == null || amount > held.credits().size() + available.size()) {
            return false;
        }
        holds.remove(number);
        var ofHold = Math.min(amount, held.credits().size());
        var taken = new ArrayList<>(held.credits().subList(0, ofHold));
        taken.addAll(take(amount - ofHold));
        taken.sort(ORDER);
        usages.put(number, taken);
        available.addAll(held.credits().subList(ofHold, held.credits().size()));
        pass(now);
        return true;
    }

    void release(int number, Instant now) {
        var held = holds.remove(number);
        if (held != null) {
            available.addAll(held.credits());
            pass(now);
        }
    }

    /// @return whether the usage has so much left
    boolean refund(int usage, int amount, Instant now) {
        var taken = usages.get(usage);
        if (taken == null || amount > taken.size()) {
            return false;
        }
        var back = taken.subList(taken.size() - amount, taken.size());
        available.addAll(back);
        back.clear();
        pass(now);
        return true;
    }

    private List<Credit> take(int amount) {
        var first = available.subList(0, amount);
        var taken = new ArrayList<>(first);
        first.clear();
        return taken;
    }
}
