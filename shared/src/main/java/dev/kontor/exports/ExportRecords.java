package dev.kontor.exports;

import static dev.kontor.shared.database.Columns.seconds;
import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.exports.ExportEntry.Written;
import dev.kontor.exports.ExportPosition.OpenEntry;
import dev.kontor.shared.Limits;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.BoundQuery;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Query;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.storage.ObjectPart;
import dev.kontor.zip.PackedContent;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the database keeps of an export while it is written. Once another step has taken the export, or
/// it was deleted, nothing is changed any more, and a [LostExportException] says so. Thread-safe.
final class ExportRecords {

    private static final RowMapper<ClaimedExport> CLAIM = row -> new ClaimedExport(
            new ExportJob(
                    uuid(row, "id"),
                    row.getString("user_id"),
                    row.getString("storage_key"),
                    row.getString("multipart_upload_id"),
                    uuid(row, "lease_id"),
                    position(row)),
            row.getInt("attempt_count"),
            ByteBuffer.wrap(Objects.requireNonNullElse(row.getBytes("rest"), new byte[0])));

    private static final RowMapper<ObjectPart> PART =
            row -> new ObjectPart(row.getInt("number"), row.getLong("size"), row.getString("etag"));

    private final Database database;

    ExportRecords(Database database) {
        this.database = database;
    }

    /// Takes an export for [Limits#EXPORT_LEASE], unless somebody else has it.
    Optional<ClaimedExport> claim(UUID id) {
        return database.query(ExportStepsSql.CLAIM)
                .bind("id", id)
                .optional(CLAIM)
                .orElseThrow();
    }

    /// How long somebody has it; empty when it is not running, or gone.
    Optional<Duration> held(UUID id) {
        return database.query(ExportStepsSql.HELD)
                .bind("id", id)
                .optional(row -> seconds(row, "seconds"))
                .orElseThrow();
    }

    /// Lets others go on with it, unless they do.
    void release(ExportJob job) {
        of(ExportStepsSql.RELEASE, job).execute().orElseThrow();
    }

    void fail(ExportJob job) {
        of(ExportStepsSql.FAIL, job)
                .bind("kept_seconds", Limits.EXPORT_LIFETIME.toSeconds())
                .execute()
                .orElseThrow();
    }

    void finish(ExportJob job) {
        changeOne(of(ExportStepsSql.READY, job).bind("kept_seconds", Limits.EXPORT_LIFETIME.toSeconds()))
                .orElseThrow();
    }

    void beginUpload(ExportJob job, String multipartId) {
        changeOne(of(ExportStepsSql.BEGIN_UPLOAD, job).bind("multipart_upload_id", multipartId))
                .orElseThrow();
    }

    void countFiles(ExportJob job) {
        changeOne(of(ExportStepsSql.COUNT_FILES, job)).orElseThrow();
    }

    /// Begins anew from this phase on.
    ///
    /// @return false when it was begun too often
    boolean restart(ExportJob job, String phase) {
        return of(ExportStepsSql.RESTART, job).bind("phase", phase).execute().orElseThrow() == 1;
    }

    /// Keeps how far the export is.
    ///
    /// @param part that was uploaded last; null for none
    /// @param rest the bytes behind all parts
    void commit(
            ExportJob job,
            ExportPosition position,
            List<Written> written,
            @Nullable ObjectPart part,
            byte @Nullable [] rest) {
        database.transact(() -> changeOne(committing(job, position).bind("rest", rest))
                        .flatMap(done -> part == null ? Result.ok(0) : add(job, part))
                        .flatMap(done -> new ExportEntries(database).finish(job, written)))
                .orElseThrow();
    }

    List<ObjectPart> parts(ExportJob job) {
        return database.query(ExportStepsSql.PARTS)
                .bind("user_id", job.userId())
                .bind("id", job.id())
                .list(PART)
                .orElseThrow();
    }

    /// Deletes some of what only the writing needs.
    ///
    /// @return how many rows; 0 when nothing is left
    int clear(ExportJob job) {
        return database.query(ExportStepsSql.CLEAR)
                .bind("user_id", job.userId())
                .bind("id", job.id())
                .one(row -> row.getInt(1))
                .orElseThrow();
    }

    private BoundQuery of(Query query, ExportJob job) {
        return database.query(query)
                .bind("user_id", job.userId())
                .bind("id", job.id())
                .bind("lease_id", job.leaseId());
    }

    private BoundQuery committing(ExportJob job, ExportPosition position) {
        var open = position.open();
        var content = open == null ? PackedContent.NONE : open.content();
        return of(ExportStepsSql.COMMIT, job)
                .bind("phase", position.phase())
                .bind("reached", position.reached())
                .bind("bytes_written", position.bytes())
                .bind("last_part", position.parts())
                .bind("entry_count", position.entries())
                .bind("directory_offset", position.directoryOffset())
                .bind("entry_offset", open == null ? null : (Long) open.offset())
                .bind("entry_size", content.size())
                .bind("entry_packed_size", content.packedSize())
                .bind("entry_crc", content.crc())
                .bind("files_done", position.files());
    }

    private Result<Integer> add(ExportJob job, ObjectPart part) {
        return database.query(ExportStepsSql.ADD_PART)
                .bind("user_id", job.userId())
                .bind("id", job.id())
                .bind("number", part.number())
                .bind("size", part.size())
                .bind("etag", part.etag())
                .execute();
    }

    private static Result<Integer> changeOne(BoundQuery statement) {
        return statement.execute().map(count -> {
            if (count == 0) {
                throw new LostExportException();
            }
            return count;
        });
    }

    private static ExportPosition position(ResultSet row) throws SQLException {
        var offset = row.getObject("entry_offset", Long.class);
        var content = new PackedContent(
                row.getLong("entry_size"), row.getLong("entry_packed_size"), row.getLong("entry_crc"));
        return new ExportPosition(
                row.getString("phase"),
                row.getString("reached"),
                row.getLong("bytes_written"),
                row.getInt("last_part"),
                row.getLong("entry_count"),
                row.getObject("directory_offset", Long.class),
                offset == null ? null : new OpenEntry(offset, content),
                row.getLong("files_done"));
    }
}
