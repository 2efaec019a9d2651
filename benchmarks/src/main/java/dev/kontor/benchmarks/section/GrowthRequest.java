package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.EventBuilder;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The requests whose time must not grow with the files of others.
///
/// @param events of a user
record GrowthRequest(String title, String function, Supplier<String> events) {

    private static final int MOVED = 20;

    static GrowthRequest read(String user) {
        var operation = MeasuredOperation.READ;
        return new GrowthRequest("read", operation.function(), () -> operation.request(user));
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

    static GrowthRequest create(String user) {
        var operation = MeasuredOperation.CREATE;
        return new GrowthRequest("create, with a quota", operation.function(), () -> operation.request(user));
    }

    /// Moves the same files to one folder and to another, by turns.
    static GrowthRequest move(String user) {
        var events = Stream.of(1, 2).map(folder -> moveTo(user, folder)).toList();
        var next = new AtomicInteger();
        return new GrowthRequest(
                "move %d files".formatted(MOVED), "MoveItems", () -> events.get(next.getAndIncrement() % 2));
    }

    private static String moveTo(String user, int folder) {
        var items = BenchmarkUsers.liveFilesOf(user)
                .limit(MOVED)
                .mapToObj(number -> Map.of("type", "file", "id", RowLoader.fileId(user, number)))
                .toList();
        return EventBuilder.of("MoveItems", user)
                .body(Map.of("items", items, "parentFolderId", RowLoader.folderId(user, folder)))
                .json();
    }

    static GrowthRequest deleteFolder(String user, int folder) {
        var event = EventBuilder.of("DeleteFolder", user).id(RowLoader.folderId(user, folder));
        return of("delete a folder", event, "DeleteFolder");
    }

    private static GrowthRequest of(String title, EventBuilder event, String function) {
        var json = event.json();
        return new GrowthRequest(title, function, () -> json);
    }
}
