package dev.kontor.benchmarks.request;

import dev.kontor.benchmarks.database.RowLoader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The operations that are measured beside the peer, and a request for each.
public enum MeasuredOperation {
    READ("GetFile", "read a file by id") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user).id(someFile(user));
        }
    },
    LIST("ListFiles", "list 20 files with tags") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user);
        }
    },
    CREATE("CreateFile", "create a file") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user)
                    .body(Map.of(
                            "name",
                            UNIQUE + ".pdf",
                            "mimeType",
                            "application/pdf",
                            "size",
                            18_420,
                            "tagIds",
                            List.of()));
        }
    },
    SPEND("UseCredits", "spend credits") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user)
                    .key(UNIQUE)
                    .body(Map.of("amount", 1, "description", "Thumbnails", "appId", "gallery"));
        }
    },
    PATCH("UpdateFile", "patch a file") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user)
                    .id(someFile(user))
                    .body(Map.of("description", UNIQUE, "isFavorite", true));
        }
    },
    SEARCH("Search", "search 200 files") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user).query(Map.of("q", "report"));
        }
    },
    ME("GetMe", "/v1/me") {
        @Override
        EventBuilder event(String user) {
            return EventBuilder.of(function(), user);
        }
    };

    /// Files of each user; the first of them have the lowest numbers.
    public static final int FILES_PER_USER = 200;

    /// Stands in an event for what is new in each request.
    private static final String UNIQUE = "$unique";

    /// Events by operation and user, so that making a request takes next to no time.
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

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
        return unique(TEMPLATES.computeIfAbsent(name() + user, _ -> event(user).json()));
    }

    /// The same with an `Idempotency-Key`.
    public String keyedRequest(String user) {
        return unique(event(user).key(UNIQUE).json());
    }

    /// The most that its warm median may be, as a part of the peer's.
    public double goal() {
        return this == CREATE || this == SPEND ? 0.6 : 0.8;
    }

    abstract EventBuilder event(String user);

    private static String unique(String template) {
        return template.replace(UNIQUE, UUID.randomUUID().toString());
    }

    private static UUID someFile(String user) {
        return RowLoader.fileId(user, BenchmarkUsers.liveFileOf(user));
    }
}
