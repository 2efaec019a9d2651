package dev.kontor.exports;

import static dev.kontor.shared.database.Columns.instant;
import static dev.kontor.shared.database.Columns.optionalUuid;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.exports.ExportEntry.Written;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.zip.ArchiveEntry;
import dev.kontor.zip.SafeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The entries of exports: what is in each, under which name. Thread-safe.
final class ExportEntries {

    private static final int NAMES_TRIED_MAX = 10;

    private static final RowMapper<ExportEntry> ENTRY = row -> new ExportEntry(
            row.getLong("number"),
            row.getString("name"),
            optionalUuid(row, "folder_id"),
            row.getString("storage_key"),
            row.getBoolean("is_large"),
            instant(row, "modified_at"),
            row.getLong("size"));

    private static final RowMapper<DirectoryEntry> DIRECTORY_ENTRY = row -> {
        var offset = row.getObject("header_offset", Long.class);
        var entry = new ArchiveEntry(
                row.getString("name"),
                instant(row, "modified_at"),
                row.getBoolean("is_large"),
                offset == null ? 0 : offset,
                row.getLong("size"),
                row.getLong("packed_size"),
                row.getLong("crc"));
        return new DirectoryEntry(row.getLong("number"), offset == null ? Optional.empty() : Optional.of(entry));
    };

    private static final RowMapper<ExportedFolder> FOLDER = row -> new ExportedFolder(
            uuid(row, "id"),
            row.getString("name"),
            row.getBoolean("is_deleted"),
            instant(row, "updated_at"),
            row.getString("parent_path"),
            row.getString("reached"));

    private static final RowMapper<ExportedContent> CONTENT = row -> new ExportedContent(
            row.getString("storage_key"),
            row.getInt("version"),
            row.getLong("size"),
            instant(row, "created_at"),
            uuid(row, "file_id"),
            row.getString("name"),
            row.getBoolean("is_deleted"),
            row.getBoolean("is_current"),
            row.getString("folder_path"));

    private final Database database;

    /// An entry for the directory.
    ///
    /// @param entry empty for one that was left out
    record DirectoryEntry(long number, Optional<ArchiveEntry> entry) {}

    ExportEntries(Database database) {
        this.database = database;
    }

    /// Takes the names of entries. A name that is taken, without regard to case, gets the id of what it
    /// stands for.
    ///
    /// @param ids by the number of an entry
    /// @return the entries under their names
    List<ExportEntry> reserve(ExportJob job, List<ExportEntry> wanted, Function<ExportEntry, UUID> ids) {
        var entries = new HashMap<Long, ExportEntry>();
        var left = wanted;
        for (var tried = 1; !left.isEmpty(); tried++) {
            if (tried > NAMES_TRIED_MAX) {
                throw new IllegalStateException(
                        "there is no free name like " + left.getFirst().name());
            }
            var reserved = reserve(job, left);
            var next = new ArrayList<ExportEntry>();
            for (var entry : left) {
                if (reserved.contains(entry.number())) {
                    entries.put(entry.number(), entry);
                } else {
                    next.add(entry);
                }
            }
            var mark = tried == 1 ? "" : " " + tried;
            left = next.stream()
                    .map(entry -> entry.named(distinct(original(wanted, entry), ids.apply(entry) + mark)))
                    .toList();
        }
        return wanted.stream()
                .map(entry -> Objects.requireNonNull(entries.get(entry.number())))
                .toList();
    }

    private static String original(List<ExportEntry> wanted, ExportEntry entry) {
        return wanted.get((int) (entry.number() - wanted.getFirst().number())).name();
    }

    /// Marks the last name of a path.
    private static String distinct(String path, String mark) {
        var end = path.endsWith("/") ? path.length() - 1 : path.length();
        var begin = path.lastIndexOf('/', end - 1) + 1;
        return path.substring(0, begin) + SafeName.distinct(path.substring(begin, end), mark) + path.substring(end);
    }

    private Collection<Long> reserve(ExportJob job, List<ExportEntry> entries) {
        return of(ExportEntriesSql.RESERVE, job)
                .bindTexts("numbers", texts(entries, ExportEntry::number))
                .bindTexts("names", texts(entries, ExportEntry::name))
                .bindTexts(
                        "folder_ids",
                        texts(entries, entry -> Objects.requireNonNullElse((Object) entry.folderId(), "")))
                .bindTexts("storage_keys", texts(entries, entry -> Objects.requireNonNullElse(entry.storageKey(), "")))
                .bindTexts("large", texts(entries, ExportEntry::isLarge))
                .bindTexts("times", texts(entries, ExportEntry::modifiedAt))
                .bindTexts("sizes", texts(entries, ExportEntry::size))
                .list(row -> row.getLong("number"))
                .orElseThrow();
    }

    /// Keeps what has become of entries.
    ///
    /// @param written in the order of their numbers, without a gap
    Result<Integer> finish(ExportJob job, List<Written> written) {
        if (written.isEmpty()) {
            return Result.ok(0);
        }
        var first = written.getFirst().number();
        var last = written.getLast().number();
        if (last - first + 1 != written.size()) {
            throw new IllegalArgumentException("there is a gap between entries %d and %d".formatted(first, last));
        }
        return of(ExportEntriesSql.FINISH, job)
                .bind("first", first)
                .bind("last", last)
                .bindTexts("offsets", texts(written, entry -> Objects.requireNonNullElse(entry.offset(), -1L)))
                .bindTexts("sizes", texts(written, entry -> entry.content().size()))
                .bindTexts(
                        "packed_sizes", texts(written, entry -> entry.content().packedSize()))
                .bindTexts("crcs", texts(written, entry -> entry.content().crc()))
                .execute();
    }

    /// Has the planner learn how many entries there are.
    void analyze() {
        database.query(ExportEntriesSql.ANALYZE)
                .one(row -> row.getBoolean("is_done"))
                .orElseThrow();
    }

    /// Gives up the names of entries that were taken after the last commit.
    void forget(ExportJob job) {
        of(ExportEntriesSql.FORGET, job)
                .bind("entry_count", job.position().entries())
                .execute()
                .orElseThrow();
    }

    ExportEntry find(ExportJob job, long number) {
        return of(ExportEntriesSql.FIND, job).bind("number", number).one(ENTRY).orElseThrow();
    }

    /// The entries from the next number on.
    ///
    /// @param rows at most
    List<DirectoryEntry> directory(ExportJob job, long number, int rows) {
        return of(ExportEntriesSql.DIRECTORY, job)
                .bind("number", number)
                .bind("rows", rows)
                .list(DIRECTORY_ENTRY)
                .orElseThrow();
    }

    /// How many the directory has.
    long count(ExportJob job) {
        return of(ExportEntriesSql.COUNT, job).one(row -> row.getLong(1)).orElseThrow();
    }

    List<ExportedFolder> topFolders(ExportJob job, FolderPlace after, int rows) {
        return database.query(ExportEntriesSql.TOP_FOLDERS)
                .bind("user_id", job.userId())
                .bind("after_time", after.createdAt())
                .bind("after_id", after.id())
                .bind("rows", rows)
                .list(FOLDER)
                .orElseThrow();
    }

    /// The folders in those with entries from the place's number up to the last one.
    List<ExportedFolder> folders(ExportJob job, FolderPlace after, long last, int rows) {
        return of(ExportEntriesSql.FOLDERS, job)
                .bind("first", after.parent())
                .bind("last", last)
                .bind("after_time", after.createdAt())
                .bind("after_id", after.id())
                .bind("rows", rows)
                .list(FOLDER)
                .orElseThrow();
    }

    List<ExportedContent> content(ExportJob job, String afterKey, int rows) {
        return of(ExportEntriesSql.CONTENT, job)
                .bind("after_key", afterKey)
                .bind("rows", rows)
                .list(CONTENT)
                .orElseThrow();
    }

    private BoundQuery of(Query query, ExportJob job) {
        return database.query(query).bind("user_id", job.userId()).bind("id", job.id());
    }

    private static <T> List<String> texts(List<T> all, Function<T, Object> value) {
        return all.stream().map(value).map(Object::toString).toList();
    }
}
