package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.util.Map;

/// The requests whose time must not grow with the files of others.
///
/// @param event of a user
record GrowthRequest(String title, String function, String event) {

    static GrowthRequest read(String user) {
        var operation = MeasuredOperation.READ;
        return new GrowthRequest("read", operation.function(), operation.request(user));
    }

    static GrowthRequest list(String user) {
        return of("list", EventBuilder.of("ListFiles", user), "ListFiles");
    }

    static GrowthRequest page(String title, String user, Map<String, String> query) {
        return of(title, EventBuilder.of("ListFiles", user).query(query), "ListFiles");
    }

    static GrowthRequest children(String user) {
        var event = EventBuilder.of("ListFolderChildren", user).id(RowLoader.folderId(user, 1));
        return of("children of a folder", event, "ListFolderChildren");
    }

    static GrowthRequest search(String user, String searched) {
        return of("search", EventBuilder.of("Search", user).query(Map.of("q", searched)), "Search");
    }

    static GrowthRequest trash(String user) {
        return of("trash", EventBuilder.of("ListTrash", user), "ListTrash");
    }

    static GrowthRequest me(String user) {
        return of("/v1/me", EventBuilder.of("GetMe", user), "GetMe");
    }

    static GrowthRequest deleteFolder(String user, int folder) {
        var event = EventBuilder.of("DeleteFolder", user).id(RowLoader.folderId(user, folder));
        return of("delete a folder", event, "DeleteFolder");
    }

    private static GrowthRequest of(String title, EventBuilder event, String function) {
        return new GrowthRequest(title, function, event.json());
    }
}
