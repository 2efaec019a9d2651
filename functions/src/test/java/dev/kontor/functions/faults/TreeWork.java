package dev.kontor.functions.faults;

import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.migrations.testing.TestDatabase;
import java.util.Optional;
import java.util.Set;

/// Files and folders: they are made, moved, trashed, restored and, for one user, deleted for good.
/// What is made has its key for a name or comment.
final class TreeWork {

    static final String FILES = "files";
    private static final String FOLDERS = "folders";
    private static final String TRASH = "trash";

    private TreeWork() {}

    static final class CreatingFolders extends KeyedWork {

        CreatingFolders() {
            super("folder");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return Optional.of(client.call("POST", "/v1/folders", user).json("""
                {"name": "%s", "parentFolderId": %s}
                """.formatted(key, folder(client, user))));
        }

        @Override
        String id(ApiResponse response) {
            return response.text("id");
        }

        @Override
        String rows() {
            return "select name || ' ' || id from folders";
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(404);
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.things().add(FOLDERS, user, id(response));
        }

        @Override
        boolean mayBeGone(String user) {
            return RandomClient.deletes(user);
        }
    }

    /// Creates a file and lets its content arrive.
    static final class Uploading extends KeyedWork {

        Uploading() {
            super("file");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return Optional.of(client.call("POST", "/v1/files", user).json("""
                {"name": "%s", "mimeType": "text/plain", "size": 5, "parentFolderId": %s}
                """.formatted(key, folder(client, user))));
        }

        @Override
        String id(ApiResponse response) {
            return String.valueOf(response.object("file").get("id"));
        }

        @Override
        String rows() {
            return "select name || ' ' || id from files";
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(404);
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.things().add(FILES, user, id(response));
            client.upload(user, response);
        }

        @Override
        boolean mayBeGone(String user) {
            return RandomClient.deletes(user);
        }
    }

    /// Adds versions, and lets their content arrive.
    static final class AddingVersions extends KeyedWork {

        AddingVersions() {
            super("version");
        }

        @Override
        Optional<Call> call(RandomClient client, String user, String key) {
            return client.any(FILES, user)
                    .map(file -> client.call("POST", "/v1/files/" + file + "/versions", user)
                            .json("{\"size\": 6, \"comment\": \"%s\"}".formatted(key)));
        }

        @Override
        String id(ApiResponse response) {
            return String.valueOf(response.object("version").get("version"));
        }

        @Override
        String rows() {
            return "select comment || ' ' || version from file_versions where comment is not null";
        }

        @Override
        Set<Integer> refusals() {
            return Set.of(404);
        }

        @Override
        void succeeded(RandomClient client, String user, ApiResponse response) {
            client.upload(user, response);
        }

        @Override
        boolean mayBeGone(String user) {
            return RandomClient.deletes(user);
        }
    }

    /// A change without a key, which may be made or not when it is not answered. The invariants say
    /// what it must not break.
    abstract static class Change implements Work {

        @Override
        public void doOnce(RandomClient client) {
            var user = client.anyUser();
            var isFolder = client.random().nextBoolean();
            client.any(isFolder ? FOLDERS : FILES, user).ifPresent(id -> change(client, user, isFolder, id));
        }

        abstract void change(RandomClient client, String user, boolean isFolder, String id);

        static String path(boolean isFolder, String id) {
            return "/v1/" + (isFolder ? FOLDERS : FILES) + "/" + id;
        }

        @Override
        public void check(TestDatabase database) {}
    }

    static final class Moving extends Change {

        @Override
        void change(RandomClient client, String user, boolean isFolder, String id) {
            var parent = folder(client, user);
            client.send(
                    client.call("PATCH", path(isFolder, id), user).json("{\"parentFolderId\": %s}".formatted(parent)),
                    200,
                    404,
                    409);
        }
    }

    static final class Trashing extends Change {

        @Override
        void change(RandomClient client, String user, boolean isFolder, String id) {
            client.send(client.call("DELETE", path(isFolder, id), user), 204, 404)
                    .ifPresent(_ -> client.things().add(TRASH, user, id));
        }
    }

    static final class Restoring implements Work {

        @Override
        public void doOnce(RandomClient client) {
            var user = client.anyUser();
            client.any(TRASH, user)
                    .ifPresent(id ->
                            client.send(client.call("POST", "/v1/trash/" + id + "/restore", user), 200, 404, 409));
        }

        @Override
        public void check(TestDatabase database) {}
    }

    /// Deletes for good what one user has in the trash, and lets the schedule delete rows and objects.
    static final class Deleting implements Work {

        @Override
        public void doOnce(RandomClient client) {
            var user = RandomClient.WHO_DELETES;
            switch (client.random().nextInt(4)) {
                case 0 -> client.send(client.call("DELETE", "/v1/trash", user), 204);
                case 1 -> client.purgeTrash();
                default ->
                    client.any(TRASH, user)
                            .ifPresent(id -> client.send(client.call("DELETE", "/v1/trash/" + id, user), 204, 404));
            }
        }

        @Override
        public void check(TestDatabase database) {}
    }

    /// The id of one of the user's folders, or null for the top level, in JSON.
    private static String folder(RandomClient client, String user) {
        return client.random().nextInt(5) == 0
                ? "null"
                : client.any(FOLDERS, user).map("\"%s\""::formatted).orElse("null");
    }
}
