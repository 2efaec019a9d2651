package dev.kontor.tree;

import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.Refusal;
import java.util.UUID;
import java.util.function.Function;
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

    /// Creates something under this name or, when it is taken, under the first numbered name that
    /// is free. That name is found and taken while holding the [TreeLock] alone, so that nobody
    /// takes it in between. `DUPLICATE_ENTRY` when no numbered name is free.
    ///
    /// @param freeName the statement that finds the first free name; it has the parameters
    ///   `user_id`, `parent_folder_id`, `stem`, `extension`, `name_characters` and `last_number`
    /// @param create creates it under a name
    public <T> Result<T> createRenaming(
            Database database,
            Query freeName,
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
                () -> free(database, freeName, userId, parentFolderId).flatMap(create));
    }

    /// Finds this name or, when it is taken, the first numbered name that is free;
    /// `DUPLICATE_ENTRY` when none is. The name stays free while the transaction holds the
    /// [TreeLock] alone.
    ///
    /// @param freeName as for [#createRenaming]
    public Result<String> free(Database database, Query freeName, String userId, @Nullable UUID parentFolderId) {
        return database.query(freeName)
                .bind("user_id", userId)
                .bind("parent_folder_id", parentFolderId)
                .bind("stem", stem)
                .bind("extension", extension)
                .bind("name_characters", Limits.NAME_CHARACTERS)
                .bind("last_number", Limits.RENAME_NUMBER_MAX)
                .one(row -> row.getString("name"), Refusal.NO_FREE_NAME);
    }

    private static boolean isTaken(Result<?> created) {
        return created instanceof Result.Err<?> error && error.code() == ErrorCode.DUPLICATE_ENTRY;
    }
}
