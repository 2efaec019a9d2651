package dev.kontor.benchmarks.database;

import dev.kontor.benchmarks.machine.RunProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Fills a database by COPY: users with folders, tags and credits, and their files.
public final class RowLoader {

    /// Above this, COPY goes faster without the indexes, which are then built anew.
    private static final int WITH_INDEXES_MAX = 100_000;

    private static final int BYTES_AT_ONCE = 1 << 16;

    private static final int KEYS_PER_USER = 400;

    private final BenchmarkServer server;
    private final String database;

    public RowLoader(BenchmarkServer server, String database) {
        this.server = server;
        this.database = database;
    }

    public static UUID fileId(String userId, int number) {
        return StoredFile.id("file", userId, number);
    }

    public static boolean isLive(String userId, int number) {
        return !new StoredFile(userId, number).isDeleted();
    }

    public static UUID folderId(String userId, int number) {
        return StoredFile.id("folder", userId, number);
    }

    public static UUID tagId(String userId, int number) {
        return StoredFile.id("tag", userId, number);
    }

    /// Adds users with their folders, tags, idempotency keys and a trillion credits each. A plan that
    /// is kept from a time when a table was empty would read the whole table ever after, since nothing
    /// analyzes it during a measurement.
    public void addUsers(List<String> users) throws SQLException {
        try (var connection = connect()) {
            copy(
                    connection,
                    "users (user_id, email, role)",
                    users.stream().map(user -> row(user, user + "@x.y", "user")));
            copy(connection, "balances (user_id, amount)", users.stream().map(user -> row(user, 1_000_000_000_000L)));
            copy(
                    connection,
                    "transactions (user_id, type, amount, balance_after, description)",
                    users.stream().map(user -> row(user, "bonus", 1_000_000_000_000L, 1_000_000_000_000L, "welcome")));
            copy(connection, "folders (id, user_id, name)", users.stream().flatMap(RowLoader::folders));
            copy(connection, "tags (id, user_id, name, color)", users.stream().flatMap(RowLoader::tags));
            copy(
                    connection,
                    "idempotency_keys (user_id, operation, key, fingerprint, answer)",
                    users.stream().flatMap(RowLoader::keys));
            execute(connection, "vacuum analyze");
        }
    }

    /// Adds files, each with version 1 uploaded; one of three has two tags.
    ///
    /// @param owner of the file of a number
    public void addFiles(int from, int to, IntFunction<String> owner) throws SQLException {
        try (var connection = connect()) {
            var indexes = to - from > WITH_INDEXES_MAX ? dropIndexes(connection) : List.<String>of();
            copyFiles(connection, from, to, owner);
            for (var index : indexes) {
                RunProgress.say("building " + index.replaceFirst(".*INDEX (\\w+) .*", "$1"));
                execute(connection, index);
            }
            execute(connection, """
                delete from storage_totals;
                select count(begin_storage_totals(u.user_id)) from (select distinct user_id from file_versions) u
                """);
            execute(connection, "vacuum analyze");
        }
    }

    private static void copyFiles(Connection connection, int from, int to, IntFunction<String> owner)
            throws SQLException {
        for (var first = from; first < to; first += WITH_INDEXES_MAX * 5) {
            var end = Math.min(to, first + WITH_INDEXES_MAX * 5);
            var files = new FileRange(first, end, owner);
            copy(
                    connection,
                    "files (id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key,"
                            + " description, is_deleted, deleted_at, created_at, updated_at)",
                    files.rows(_ -> true, RowLoader::file));
            copy(
                    connection,
                    "file_versions (user_id, file_id, version, size, mime_type, storage_key, is_uploaded)",
                    files.rows(
                            _ -> true, f -> row(f.userId(), f.id(), 1, f.size(), f.mimeType(), f.storageKey(), true)));
            copy(
                    connection,
                    "file_tags (user_id, file_id, tag_id)",
                    files.rows(f -> f.number() % 3 == 0, f -> links(f)));
            copy(
                    connection,
                    "trash_items (user_id, file_id)",
                    files.rows(StoredFile::isDeleted, f -> row(f.userId(), f.id())));
            if (end - from > WITH_INDEXES_MAX) {
                RunProgress.say("%,d of %,d files".formatted(end - from, to - from));
            }
        }
    }

    private record FileRange(int from, int to, IntFunction<String> owner) {
        Stream<String> rows(Predicate<StoredFile> which, Function<StoredFile, String> row) {
            return IntStream.range(from, to)
                    .mapToObj(number -> new StoredFile(owner.apply(number), number))
                    .filter(which)
                    .map(row);
        }
    }

    private static String file(StoredFile file) {
        var time = file.createdAt();
        return row(
                file.id(),
                file.userId(),
                file.folder(),
                file.name(),
                file.mimeType(),
                file.size(),
                "files/" + file.id(),
                file.storageKey(),
                file.description(),
                file.isDeleted(),
                file.isDeleted() ? time : "\\N",
                time,
                time);
    }

    private static String links(StoredFile file) {
        var first = file.number() % StoredFile.TAGS_PER_USER;
        var second = (file.number() + 1) % StoredFile.TAGS_PER_USER;
        return row(file.userId(), file.id(), StoredFile.id("tag", file.userId(), first))
                + row(file.userId(), file.id(), StoredFile.id("tag", file.userId(), second));
    }

    private static Stream<String> folders(String user) {
        return Stream.iterate(0, i -> i < StoredFile.FOLDERS_PER_USER, i -> i + 1)
                .map(i -> row(StoredFile.id("folder", user, i), user, "folder " + i));
    }

    private static Stream<String> tags(String user) {
        return Stream.iterate(0, i -> i < StoredFile.TAGS_PER_USER, i -> i + 1)
                .map(i -> row(StoredFile.id("tag", user, i), user, "tag " + i, "#00f"));
    }

    private static Stream<String> keys(String user) {
        return Stream.iterate(0, i -> i < KEYS_PER_USER, i -> i + 1)
                .map(i -> row(user, "UseCredits", "key " + i, "0".repeat(64), "an answer ".repeat(50)));
    }

    private static String row(Object... values) {
        return String.join("\t", Stream.of(values).map(String::valueOf).toList()) + "\n";
    }

    private static void copy(Connection connection, String table, Stream<String> rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        var text = new StringBuilder();
        rows.forEach(row -> {
            text.append(row);
            if (text.length() > BYTES_AT_ONCE) {
                write(copy, text);
            }
        });
        write(copy, text);
        copy.endCopy();
    }

    private static void write(CopyIn copy, StringBuilder text) {
        try {
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            text.setLength(0);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /// A connection whose rows no trigger and no foreign key looks at.
    private Connection connect() throws SQLException {
        var connection = server.connect(database);
        execute(connection, "set session_replication_role = replica");
        return connection;
    }

    /// Drops the indexes of files and versions that no constraint needs.
    ///
    /// @return the statements that make them
    private static List<String> dropIndexes(Connection connection) throws SQLException {
        var definitions = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                    select pg_get_indexdef(indexrelid)
                    from pg_index
                    where indrelid in ('files'::regclass, 'file_versions'::regclass)
                      and not exists (select from pg_constraint where conindid = indexrelid)
                    """)) {
            while (rows.next()) {
                definitions.add(rows.getString(1));
            }
        }
        for (var definition : definitions) {
            execute(connection, "drop index " + definition.replaceFirst(".*INDEX (\\w+) .*", "$1"));
        }
        return definitions;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
