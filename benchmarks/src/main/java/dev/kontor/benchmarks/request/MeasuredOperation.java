package dev.kontor.benchmarks.request;

import dev.kontor.benchmarks.database.Filling;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The operations that are measured beside the peer, and a request for each.
public enum MeasuredOperation {
    READ("GetFile", "read a file by id") {
        @Override
        Events event(String user) {
            return Events.of(function(), user).id(someFile(user));
        }
    },
    LIST("ListFiles", "list 20 files with tags") {
        @Override
        Events event(String user) {
            return Events.of(function(), user);
        }
    },
    CREATE("CreateFile", "create a file") {
        @Override
        Events event(String user) {
            var name = UUID.randomUUID() + ".pdf";
            return Events.of(function(), user)
                    .body(Map.of("name", name, "mimeType", "application/pdf", "size", 18_420, "tagIds", List.of()));
        }
    },
    SPEND("UseCredits", "spend credits") {
        @Override
        Events event(String user) {
            return Events.of(function(), user)
                    .key(UUID.randomUUID().toString())
                    .body(Map.of("amount", 1, "description", "Thumbnails", "appId", "gallery"));
        }
    },
    PATCH("UpdateFile", "patch a file") {
        @Override
        Events event(String user) {
            return Events.of(function(), user)
                    .id(someFile(user))
                    .body(Map.of("description", UUID.randomUUID().toString(), "isFavorite", true));
        }
    },
    SEARCH("Search", "search 200 files") {
        @Override
        Events event(String user) {
            return Events.of(function(), user).query(Map.of("q", "report"));
        }
    },
    ME("GetMe", "/v1/me") {
        @Override
        Events event(String user) {
            return Events.of(function(), user);
        }
    };

    /// Files of each user; the first of them have the lowest numbers.
    public static final int FILES_PER_USER = 200;

    private final String function;
    private final String title;

    MeasuredOperation(String function, String title) {
        this.function = function;
        this.title = title;
    }

    public String function() {
        return function;
    }

    public String title() {
        return title;
    }

    /// A request of a user, unlike all before where the operation needs that.
    public String request(String user) {
        return event(user).json();
    }

    /// The same with an `Idempotency-Key`.
    public String keyedRequest(String user) {
        return event(user).key(UUID.randomUUID().toString()).json();
    }

    /// The most that its warm median may be, as a part of the peer's.
    public double goal() {
        return this == CREATE || this == SPEND ? 0.6 : 0.8;
    }

    abstract Events event(String user);

    private static UUID someFile(String user) {
        return Filling.fileId(user, Users.firstFileOf(user));
    }
}
