package dev.kontor.trash;

import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.items.ItemId;
import dev.kontor.items.ItemList;
import dev.kontor.shared.Done;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.tree.SiblingName;
import dev.kontor.tree.TreeSql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Restores lists of items, within a transaction that holds the tree's lock alone. One statement is
/// enough unless a name is taken. Thread-safe.
final class ItemRestores {

    private static final RowMapper<Left> LEFT = row -> new Left(
            new ItemId(row.getString("type"), uuid(row, "id")),
            row.getString("taken_name"),
            optionalUuid(row, "parent_folder_id"));

    private final Database database;

    /// An item that a run of the statement has left for the next.
    ///
    /// @param parentFolderId where its name is taken; null for the top level
    private record Left(
            ItemId item, String takenName, @Nullable UUID parentFolderId) {

        SiblingName.Wanted wanted() {
            return new SiblingName.Wanted(
                    item.isFolder() ? SiblingName.ofFolder(takenName) : SiblingName.ofFile(takenName), parentFolderId);
        }
    }

    ItemRestores(Database database) {
        this.database = database;
    }

    /// @return how many different items the list has
    Result<Integer> restore(String userId, ItemList items) {
        return restore(userId, items, Map.of()).map(done -> items.count());
    }

    private Result<Done> restore(String userId, ItemList items, Map<UUID, String> names) {
        var statement = database.query(ItemsRestoreSql.RESTORE)
                .bind("user_id", userId)
                .bindTexts("item_names", items.ids().stream().map(names::get).toList());
        return items.bindTo(statement)
                .listOrRefusals(ItemList.FIELD, LEFT)
                .flatMap(left -> left.isEmpty() ? Result.ok(Done.DONE) : restoreLeft(userId, left));
    }

    private Result<Done> restoreLeft(String userId, List<Left> left) {
        var items = new ItemList(left.stream().map(Left::item).toList());
        var names = new HashMap<UUID, String>();
        return addNames(userId, left, ItemId.FILE, TreeSql.FREE_FILE_NAMES, names)
                .flatMap(done -> addNames(userId, left, ItemId.FOLDER, TreeSql.FREE_FOLDER_NAMES, names))
                .flatMap(done -> restore(userId, items, names));
    }

    /// Finds names for the items of one type that are free among what is live in their places. One may
    /// still be taken by what comes back along with the place: then the item is left once more.
    private Result<Done> addNames(
            String userId, List<Left> left, String type, Query freeNames, Map<UUID, String> names) {
        var nameless =
                left.stream().filter(each -> each.item().type().equals(type)).toList();
        if (nameless.isEmpty()) {
            return Result.ok(Done.DONE);
        }
        var wanted = nameless.stream().map(Left::wanted).toList();
        return SiblingName.free(database, freeNames, userId, wanted).flatMap(found -> {
            found.forEach(
                    (position, name) -> names.put(nameless.get(position).item().id(), name));
            return found.size() == nameless.size() ? Result.ok(Done.DONE) : Refusal.NO_FREE_NAME.result();
        });
    }
}
