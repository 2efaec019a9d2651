package dev.kontor.functions.http;

import dev.kontor.functions.http.Rule.Broken;
import dev.kontor.shared.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rules for the parts of an upload.
public final class PartRules {

    private static final Rule<Integer> NUMBER =
            NumberRules.wholeNumber(1, Limits.PARTS_MAX).map(1, Long::intValue);

    private static final Rule<String> ETAG = TextRules.visibleAscii(Limits.PART_ETAG_CHARACTERS);

    private static final String PART_NUMBER = "partNumber";
    private static final String ETAG_MEMBER = "etag";

    /// The numbers of parts, each of which counts once.
    public static final Rule<List<Integer>> NUMBERS = ListRules.distinct(NUMBER, Limits.PARTS_PER_REQUEST)
            .and(numbers -> !numbers.isEmpty(), "must hold at least one");

    /// The entity tags of parts, by number.
    public static final Rule<SortedMap<Integer, String>> ETAGS = new Rule<>(Collections.emptySortedMap(), raw -> {
        if (!(raw instanceof List<?> list) || list.isEmpty() || list.size() > Limits.PARTS_MAX) {
            throw new Broken("must be a list of 1 to %d parts".formatted(Limits.PARTS_MAX));
        }
        var etags = new TreeMap<Integer, String>();
        for (@Nullable Object each : list) {
            add(each, etags);
        }
        return Collections.unmodifiableSortedMap(etags);
    });

    private PartRules() {}

    private static void add(@Nullable Object part, Map<Integer, String> etags) throws Broken {
        if (!(part instanceof Map<?, ?> members) || !members.keySet().equals(Set.of(PART_NUMBER, ETAG_MEMBER))) {
            throw new Broken("must be a list in which each part has partNumber and etag, and nothing else");
        }
        var number = member(members, PART_NUMBER, NUMBER);
        if (etags.put(number, member(members, ETAG_MEMBER, ETAG)) != null) {
            throw new Broken("must not name part %d twice".formatted(number));
        }
    }

    private static <T> T member(Map<?, ?> members, String name, Rule<T> rule) throws Broken {
        var value = members.get(name);
        if (value == null) {
            throw new Broken("must be a list in which no %s is null".formatted(name));
        }
        try {
            return rule.conversion().convert(value);
        } catch (Broken e) {
            throw new Broken("must be a list in which each %s %s".formatted(name, e.getMessage()));
        }
    }
}
