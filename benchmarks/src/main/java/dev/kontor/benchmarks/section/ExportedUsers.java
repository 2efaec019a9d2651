package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.bucket.BenchmarkBucket;
import dev.kontor.benchmarks.bucket.StoredContent;
import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.request.EventBuilder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Users with content in a bucket, which is exported by the functions, or copied without them.
final class ExportedUsers implements AutoCloseable {

    private final Setup setup;
    private final String database;
    private final BenchmarkBucket bucket;
    private final RunningFunction create;
    private final Map<String, List<StoredContent>> contents = new HashMap<>();

    private ExportedUsers(Setup setup, String database, BenchmarkBucket bucket) throws IOException {
        this.setup = setup;
        this.database = database;
        this.bucket = bucket;
        create = setup.javaOn(database).startWithBucket("CreateExport", bucket.environment());
    }

    static ExportedUsers none(Setup setup) throws IOException, SQLException {
        var database = setup.newDatabase("export");
        return new ExportedUsers(setup, database, BenchmarkBucket.start());
    }

    /// Adds a user with files, and uploads their content.
    ///
    /// @param size bytes of each file
    void add(String user, int files, long size) throws SQLException {
        var rows = new RowLoader(setup.server(), database);
        rows.addUsers(List.of(user));
        rows.addFiles(0, files, _ -> user);
        var stored = new ArrayList<StoredContent>();
        try (var connection = setup.server().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update files set size = %d where user_id = '%s'".formatted(size, user));
            try (var keys = statement.executeQuery(
                    "update file_versions set size = %d where user_id = '%s' returning storage_key"
                            .formatted(size, user))) {
                while (keys.next()) {
                    stored.add(new StoredContent(keys.getString(1), size));
                }
            }
            statement.execute("vacuum analyze");
        }
        stored.parallelStream().forEach(bucket::put);
        contents.put(user, stored);
    }

    /// Starts the function that writes exports, with the compiler that it has without SnapStart.
    ///
    /// @param heapMebibytes the most that its heap may have
    RunningFunction startWriter(int heapMebibytes) throws IOException {
        return setup.javaOn(database)
                .withoutSnapStart()
                .withHeap(heapMebibytes)
                .startWithBucket("WriteExport", bucket.environment());
    }

    /// Exports a user's content: from the request until the archive is ready.
    void export(String user, RunningFunction writer) throws InterruptedException {
        create.request(EventBuilder.of("CreateExport", user).json());
        var response = writer.invoke(bucket.nextStep());
        if (!response.equals("{\"finished\":1}")) {
            throw new IllegalStateException("the export is not finished: " + response);
        }
    }

    /// Deletes a user's export, so that the next one is another.
    ///
    /// @return the bytes of its archive
    long forgetExport(String user) throws SQLException {
        var bytes = Long.parseLong(setup.server().query(database, """
            select bytes_written from exports where user_id = '%s' and status = 'ready'
            """.formatted(user)));
        bucket.delete(setup.server().query(database, """
            delete from exports where user_id = '%s' returning storage_key
            """.formatted(user)));
        return bytes;
    }

    /// Copies a user's content into an object.
    void copy(String user, String key) {
        bucket.copy(Objects.requireNonNull(contents.get(user)), key);
    }

    void deleteCopy(String key) {
        bucket.delete(key);
    }

    @Override
    public void close() {
        create.close();
        bucket.close();
    }
}
