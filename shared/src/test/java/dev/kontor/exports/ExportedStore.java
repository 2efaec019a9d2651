package dev.kontor.exports;

import static dev.kontor.testing.Store.USER;
import static dev.kontor.testing.Store.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.files.File;
import dev.kontor.files.NewFile;
import dev.kontor.folders.Folder;
import dev.kontor.migrations.testing.ContentBucket;
import dev.kontor.shared.Environment;
import dev.kontor.shared.IfMatch;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageConfig;
import dev.kontor.testing.Python;
import dev.kontor.testing.Store;
import dev.kontor.versions.NewVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A user's things with their content, and exports of them in small pieces.
final class ExportedStore implements AutoCloseable {

    /// A handful of parts for some kilobytes, and two or three pieces for each.
    static final ExportSizes SMALL = new ExportSizes(1_500, 20, 600, 3, 50_000);

    final Store store = Store.open();
    final ContentBucket bucket;
    final ObjectStore objects;
    final Exports exports;
    final ExportSteps steps;

    /// What the archive should have, besides lists and folders.
    final Map<String, byte[]> expected = new HashMap<>();

    private final Random random = new Random(1);

    ExportedStore() throws IOException {
        bucket = ContentBucket.start();
        objects = new ObjectStore(StorageConfig.from(new Environment(bucket.environment())));
        exports = new Exports(store.database(), objects);
        steps = new ExportSteps(store.database(), objects, SMALL);
    }

    /// A file whose content has arrived.
    ///
    /// @param path where it should be in the archive; null for nowhere
    File file(String name, @Nullable Folder folder, int size, @Nullable String path) {
        var parent = folder == null ? null : folder.id();
        var file = value(store.files()
                        .create(USER, new NewFile(name, "text/plain", size, parent, null, null, List.of())))
                .file();
        put(file, 1, size, path);
        return file;
    }

    /// A newer version of a file.
    void version(File file, int version, int size, String path) {
        assertThat(value(store.versions().add(USER, file.id(), new NewVersion(size, null, null)))
                        .version()
                        .version())
                .isEqualTo(version);
        put(file, version, size, path);
    }

    void trash(File file) {
        value(store.files().delete(USER, file.id(), IfMatch.ANY));
    }

    void trash(Folder folder) {
        value(store.folders().delete(USER, folder.id(), IfMatch.ANY));
    }

    private void put(File file, int version, int size, @Nullable String path) {
        var content = new byte[size];
        random.nextBytes(content);
        bucket.objects().put(store.storageKey(file, version), content);
        store.upload(file, version, size);
        if (path != null) {
            expected.put(path, content);
        }
    }

    /// Begins another export, even if there was one just now.
    UUID begin() throws SQLException {
        store.postgres().execute("delete from exports");
        return value(exports.begin(USER)).id();
    }

    /// Writes an export to its end.
    ///
    /// @param pieces that each step writes
    /// @return how many steps it took
    int write(UUID id, int pieces) {
        var count = 0;
        while (steps.write(id, times(pieces)) == StepOutcome.MORE) {
            count++;
            assertThat(count).isLessThan(1_000);
        }
        return count;
    }

    static BooleanSupplier times(int pieces) {
        var left = new AtomicInteger(pieces);
        return () -> left.getAndDecrement() > 0;
    }

    /// The archive, which must be whole.
    ///
    /// @return its content by names, folders left out
    Map<String, byte[]> archive(UUID id, Path directory) throws IOException, InterruptedException {
        var export = value(exports.get(USER, id));
        assertThat(export.status()).isEqualTo(ExportStatus.READY);
        var archive =
                Files.write(directory.resolve(id + ".zip"), bucket.objects().get(export.storageKey()));
        assertThat(export.progress().bytes()).isEqualTo(Files.size(archive));
        assertThat(bucket.openUploads()).isZero();
        var all = new HashMap<String, byte[]>();
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                try (var content = zip.getInputStream(entry)) {
                    all.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        assertThat(Python.entries(archive)).hasSize(all.size());
        assertThat(all.keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("/$", "")))
                .doesNotHaveDuplicates();
        all.keySet().removeIf(name -> name.endsWith("/"));
        return all;
    }

    /// The export is ready, and has all content and nothing else.
    void assertWhole(UUID id, Path directory) throws IOException, InterruptedException {
        var all = archive(id, directory);
        all.keySet().removeIf(name -> name.startsWith("data/") || name.equals("README.txt"));
        assertThat(all.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, content) -> assertThat(all.get(name)).as(name).isEqualTo(content));
    }

    /// What PostgreSQL makes of a list of the archive.
    List<String> query(Map<String, byte[]> archive, String list, String expression, String condition)
            throws SQLException {
        var json = new String(archive.get("data/" + list + ".json"), StandardCharsets.UTF_8);
        return store.postgres()
                .query("select %s from jsonb_array_elements($json$%s$json$::jsonb) r where %s order by 1"
                        .formatted(expression, json, condition));
    }

    @Override
    public void close() {
        bucket.close();
        store.close();
    }
}
