package dev.kontor.tree;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A name, split where a number is inserted when a sibling has the name already: "report.pdf"
/// becomes "report (2).pdf", ".profile" becomes ".profile (2)".
///
/// @param extension with its dot, or empty
public record SiblingName(String stem, String extension) {

    /// A longer extension, with its dot, counts as part of the name.
    private static final int EXTENSION_CHARACTERS = 32;

    public static SiblingName ofFile(String name) {
        var dot = name.lastIndexOf('.');
        var hasExtension = dot > 0 && name.length() - dot <= EXTENSION_CHARACTERS;
        return hasExtension ? new SiblingName(name.substring(0, dot), name.substring(dot)) : new SiblingName(name, "");
    }

    public static SiblingName ofFolder(String name) {
        return new SiblingName(name, "");
    }

    /// A name that something is to get in a folder.
    ///
    /// @param parentFolderId null for the top level
    public record Wanted(SiblingName name, @Nullable UUID parentFolderId) {}

    /// Creates something under this name or, when it is taken, under the first numbered name that
    /// is free. That name is found and taken while holding the [TreeLock] alone, so that nobody
    /// takes it in between. `DUPLICATE_ENTRY` when no numbered name is free.
    ///
    /// @param freeNames [TreeSql#FREE_FILE_NAMES] or [TreeSql#FREE_FOLDER_NAMES]
    /// @param create creates it under a name
    public <T> Result<T> createRenaming(
            Database database,
            Query freeNames,
            String userId,
            @Nullable UUID parentFolderId,
            Function<String, Result<T>> create) {
        if (!database.isInTransaction()) {
            var created = create.apply(stem + extension);
            if (!isTaken(created)) {
                return created;
            }
        }
        return TreeLock.holding(
                database,
                userId,
                () -> free(database, freeNames, userId, parentFolderId).flatMap(create));
    }

    /// Finds this name or, when it is taken, the first numbered name that is free;
    /// `DUPLICATE_ENTRY` when none is. The name stays free while the transaction holds the
    /// [TreeLock] alone.
    ///
    /// @param freeNames as for [#createRenaming]
    public Result<String> free(Database database, Query freeNames, String userId, @Nullable UUID parentFolderId) {
        return free(database, freeNames, userId, List.of(new Wanted(this, parentFolderId)))
                .flatMap(names ->
                        Optional.ofNullable(names.get(0)).map(Result::ok).orElseGet(Refusal.NO_FREE_NAME::result));
    }

    /// The same for many names in one round trip, each another than those before it.
    ///
    /// @return the names by their positions in the list; a name is missing when none is free
    public static Result<Map<Integer, String>> free(
            Database database, Query freeNames, String userId, List<Wanted> wanted) {
        return database.query(freeNames)
                .bind("user_id", userId)
                .bindIds(
                        "parent_folder_ids",
                        wanted.stream().map(Wanted::parentFolderId).toList())
                .bindTexts(
                        "stems", wanted.stream().map(each -> each.name().stem()).toList())
                .bindTexts(
                        "extensions",
                        wanted.stream().map(each -> each.name().extension()).toList())
                .bind("name_characters", Limits.NAME_CHARACTERS)
                .bind("last_number", Limits.RENAME_NUMBER_MAX)
                .list(row -> Map.entry(row.getInt("position"), row.getString("name")))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static boolean isTaken(Result<?> created) {
        return created instanceof Result.Err<?> error && error.code() == ErrorCode.DUPLICATE_ENTRY;
    }
}
