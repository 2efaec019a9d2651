package dev.kontor.shared.database;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A named part of SQL texts. A text says `<name>` where the fragment belongs, and names the
/// fragments that it uses when it is constructed, in any order. So each part is written down once,
/// and a misspelt name fails when its class is loaded.
///
/// A fragment may contain other fragments: those that it is constructed with, or those of the text
/// that it is put into. Its lines are indented as the line is that it stands in.
public final class Fragment {

    private static final Pattern PLACE = Pattern.compile("<([a-z][a-z0-9_]*)>");

    private final String name;
    private final String text;

    /// @param text without regard to the line break at its end
    /// @param parts each must occur in the text
    /// @throws IllegalArgumentException when a part does not occur, or a name occurs twice
    public Fragment(String name, String text, Fragment... parts) {
        this.name = name;
        var filling = new Filling("the fragment " + name, List.of(parts), List.of());
        this.text = filling.fill(text.stripTrailing(), place -> place);
    }

    /// `<limit>`: a number of rows that is always the same, so that the planner knows it.
    public static Fragment limit(int rows) {
        return new Fragment("limit", Integer.toString(rows));
    }

    /// Puts fragments into the text of a statement.
    ///
    /// @param statement its name, for messages
    /// @param required fragments that must occur
    /// @param offered fragments that may occur
    /// @throws IllegalArgumentException when the text names another fragment, when a required one
    ///   does not occur, when a fragment contains itself, or when two have the same name
    static String fill(String statement, String text, List<Fragment> required, List<Fragment> offered) {
        var filling = new Filling(statement, required, offered);
        return filling.fill(text, filling::failFor);
    }

    /// One text that is being filled.
    private static final class Filling {

        private final String owner;
        private final Map<String, Fragment> fragments = new HashMap<>();
        private final Set<String> unused = new HashSet<>();
        private final Deque<String> path = new ArrayDeque<>();

        private Filling(String owner, Collection<Fragment> required, Collection<Fragment> offered) {
            this.owner = owner;
            required.forEach(this::add);
            unused.addAll(fragments.keySet());
            offered.forEach(this::add);
        }

        private void add(Fragment fragment) {
            if (fragments.put(fragment.name, fragment) != null) {
                throw new IllegalArgumentException("%s has two fragments <%s>".formatted(owner, fragment.name));
            }
        }

        /// @param ifUnknown makes the text for a place whose fragment is not here
        private String fill(String text, Function<String, String> ifUnknown) {
            var filled = filled(text, ifUnknown);
            if (!unused.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s does not use <%s>".formatted(owner, String.join(">, <", unused)));
            }
            return filled;
        }

        private String filled(String text, Function<String, String> ifUnknown) {
            var places = PLACE.matcher(text);
            var result = new StringBuilder();
            var end = 0;
            while (places.find()) {
                result.append(text, end, places.start());
                result.append(textAt(places.toMatchResult(), indentAt(text, places.start()), ifUnknown));
                end = places.end();
            }
            return result.append(text, end, text.length()).toString();
        }

        private String textAt(MatchResult place, String indent, Function<String, String> ifUnknown) {
            var name = place.group(1);
            var fragment = fragments.get(name);
            if (fragment == null) {
                return ifUnknown.apply(place.group());
            }
            if (path.contains(name)) {
                throw new IllegalArgumentException("%s: <%s> contains itself".formatted(owner, name));
            }
            unused.remove(name);
            path.push(name);
            var text = filled(fragment.text, ifUnknown).replace("\n", "\n" + indent);
            path.pop();
            return text;
        }

        private String failFor(String place) {
            throw new IllegalArgumentException("%s has no fragment %s".formatted(owner, place));
        }

        /// The white space that the line begins with.
        private static String indentAt(String text, int position) {
            var begin = text.lastIndexOf('\n', position) + 1;
            var line = text.substring(begin, position);
            return line.substring(0, line.length() - line.stripLeading().length());
        }
    }

    /// How a text refers to it: its name in angle brackets.
    String place() {
        return "<" + name + ">";
    }

    @Override
    public String toString() {
        return place();
    }
}
