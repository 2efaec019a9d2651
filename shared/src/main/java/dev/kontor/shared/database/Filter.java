package dev.kontor.shared.database;

import dev.kontor.shared.SortKey;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition that a list has only if the request asks for it. A [ListQuery] has a text for each
/// set of them: a condition such as `:x is null or …` would need one plan that is right for both.
/// A constant; two of them are never equal.
public final class Filter {

    private final String about;
    private final String name;
    private final String condition;
    private final @Nullable Unordered unordered;
    private final String refusal;

    /// How a list finds the rows of a filter where no index has them in its order. It chooses when
    /// it runs: it sorts them if they are few, and otherwise walks through the rows of the list in
    /// their order. No plan could know beforehand how many they are.
    ///
    /// @param rows selects the rows, or others of the same number
    /// @param unindexed the condition in words for which there is no index, for a list that begins
    ///     with the rows of another filter
    /// @param sortedByIndex the orders in which an index has the rows
    public record Unordered(String rows, String unindexed, Set<SortKey> sortedByIndex) {}

    /// @param about filters about the same thing exclude each other
    /// @param name its part of the statement's name
    /// @param condition over the list's own column names
    /// @param unordered null if an index has the rows that it leaves in every order
    public Filter(String about, String name, String condition, @Nullable Unordered unordered) {
        this(about, name, condition, unordered, "");
    }

    private Filter(String about, String name, String condition, @Nullable Unordered unordered, String refusal) {
        this.about = about;
        this.name = name;
        this.condition = condition;
        this.unordered = unordered;
        this.refusal = refusal;
    }

    /// A filter that no other excludes, and whose rows an index has in every order.
    public Filter(String name, String condition) {
        this(name, name, condition, null);
    }

    /// The same filter by an id, for a list that is refused when the user has no such thing.
    ///
    /// @param thing selects the thing that has the id
    public Filter orRefuse(Refusal missing, String thing) {
        var refused = "when not exists (%s) then '%s'\n".formatted(thing, missing);
        return new Filter(about, name, condition, unordered, refused);
    }

    String name() {
        return name;
    }

    /// The reason to refuse the whole list: null, or the name of a [Refusal].
    static String refusal(List<Filter> filters) {
        var refusals = filters.stream().map(filter -> filter.refusal).collect(Collectors.joining());
        return refusals.isEmpty() ? "null" : "case\n%send".formatted(refusals);
    }

    String condition() {
        return condition;
    }

    /// Whether an index leads to its rows, but not in every order.
    boolean isSelective() {
        return unordered != null;
    }

    /// @throws NullPointerException when it is not selective
    String rows() {
        return Objects.requireNonNull(unordered).rows();
    }

    boolean excludes(Filter other) {
        return about.equals(other.about);
    }

    boolean isSortedByIndex(SortKey key) {
        return unordered == null || unordered.sortedByIndex().contains(key);
    }

    String unindexed() {
        return unordered == null ? condition : unordered.unindexed();
    }

    /// Conditions, each after an `and`.
    static String all(List<Filter> filters, Function<Filter, String> condition) {
        return filters.stream()
                .map(filter -> "and " + condition.apply(filter) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name;
    }
}
