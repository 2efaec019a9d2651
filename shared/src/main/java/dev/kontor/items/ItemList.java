package dev.kontor.items;

import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The files and folders that a request names. One that is named twice counts once. Immutable.
public record ItemList(List<ItemId> items) {

    /// How a response names the list in its field errors: `items[3]`.
    public static final String FIELD = "items";

    public ItemList {
        items = List.copyOf(items);
    }

    /// The items whose types and ids stand at the same places of two lists of one length.
    public static ItemList of(List<String> types, List<UUID> ids) {
        return new ItemList(IntStream.range(0, ids.size())
                .mapToObj(i -> new ItemId(types.get(i), ids.get(i)))
                .toList());
    }

    /// How many different items there are.
    public int count() {
        return new HashSet<>(items).size();
    }

    public List<UUID> ids() {
        return items.stream().map(ItemId::id).toList();
    }

    boolean hasFolders() {
        return items.stream().anyMatch(ItemId::isFolder);
    }

    /// Binds `item_types` and `item_ids`, which [ItemListSql#LISTED] asks for.
    public BoundQuery bindTo(BoundQuery statement) {
        return statement
                .bindTexts("item_types", items.stream().map(ItemId::type).toList())
                .bindIds("item_ids", ids());
    }

    /// Runs a statement that returns the items that it refuses, and does nothing if there are any.
    ///
    /// @return how many items it changed
    Result<Integer> doneBy(BoundQuery statement) {
        return statement.doneOrRefusals(FIELD).map(done -> count());
    }

    /// This list, or the refusal with a field error for each item that the condition is true of.
    Result<ItemList> without(Predicate<ItemId> condition, Refusal refusal) {
        var refused = items.stream()
                .filter(condition)
                .map(item -> new Refusal.OfItem(refusal, items.indexOf(item)))
                .distinct()
                .toList();
        return Refusal.of(FIELD, refused).map(done -> this);
    }
}
