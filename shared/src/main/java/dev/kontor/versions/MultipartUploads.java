package dev.kontor.versions;

import static dev.kontor.shared.database.Columns.uuid;

import dev.kontor.shared.Done;
import dev.kontor.shared.FieldError;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.Refusal;
import dev.kontor.shared.database.RowMapper;
import dev.kontor.storage.ObjectPart;
import dev.kontor.storage.ObjectParts.Completion;
import dev.kontor.storage.ObjectStore;
import dev.kontor.storage.StorageUnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;

/// Uploads in parts, each of one version of one user's file. S3 knows which parts there are, the
/// database which upload it is; S3 is never asked within a transaction. Every call answers
/// `RESOURCE_NOT_FOUND` for an upload that does not exist, was given up, has expired, belongs to
/// another user or to a file in the trash. Calls that need S3 throw a [StorageUnavailableException]
/// when it does not answer. Thread-safe.
public final class MultipartUploads {

    private static final RowMapper<MultipartUpload> UPLOAD = row -> new MultipartUpload(
            uuid(row, "file_id"),
            row.getInt("version"),
            row.getString("storage_key"),
            row.getString("mime_type"),
            row.getLong("size"),
            row.getLong("part_size"),
            row.getString("multipart_upload_id"),
            row.getBoolean("is_uploaded"));

    private final Database database;
    private final ObjectStore store;

    public MultipartUploads(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    /// Signs the upload of parts, each of exactly its length. The first call begins the upload in S3.
    /// `CONFLICT` when the content has arrived, `VALIDATION_FAILED` for a number beyond the last part.
    ///
    /// @param numbers of the parts, from 1
    public Result<List<SignedPart>> sign(String userId, UUID id, List<Integer> numbers) {
        return open(userId, id).flatMap(upload -> {
            if (numbers.stream().anyMatch(number -> number > upload.partCount())) {
                var message = "must hold numbers from 1 to " + upload.partCount();
                return Result.invalid(List.of(new FieldError("partNumbers", message)));
            }
            return begun(userId, id, upload).map(multipartId -> signed(upload, multipartId, numbers));
        });
    }

    /// What S3 has of the upload. `CONFLICT` when the content has arrived.
    public Result<UploadProgress> progress(String userId, UUID id) {
        return open(userId, id)
                .flatMap(upload -> parts(userId, id, upload).map(parts -> UploadProgress.of(upload, parts)));
    }

    /// Puts the content together once all of its parts are there, and marks the version as uploaded.
    /// Done again, it changes nothing. `CONFLICT` that names what is missing.
    ///
    /// @param etags the entity tags of the parts, by number
    /// @return the id of the file
    public Result<UUID> complete(String userId, UUID id, SortedMap<Integer, String> etags) {
        return find(userId, id)
                .flatMap(upload ->
                        upload.isUploaded() ? Result.ok(upload.fileId()) : complete(userId, id, upload, etags));
    }

    /// Gives the upload up, in S3 too. Its file goes with it if no other content of it has arrived or
    /// may arrive. `CONFLICT` when the content has arrived.
    public Result<Done> end(String userId, UUID id) {
        return open(userId, id).flatMap(upload -> abort(upload).flatMap(aborted -> end(userId, id, upload)));
    }

    private Result<MultipartUpload> find(String userId, UUID id) {
        return database.query(MultipartUploadsSql.FIND)
                .bind("user_id", userId)
                .bind("id", id)
                .one(UPLOAD, Refusal.NO_UPLOAD);
    }

    private Result<MultipartUpload> open(String userId, UUID id) {
        return find(userId, id).flatMap(upload -> upload.isUploaded() ? Refusal.UPLOADED.result() : Result.ok(upload));
    }

    /// S3's id of the upload, which begins here unless it has. Two requests that begin it at once agree on
    /// one id; the bucket's lifecycle drops the other upload.
    private Result<String> begun(String userId, UUID id, MultipartUpload upload) {
        var multipartId = upload.multipartId();
        if (multipartId != null) {
            return Result.ok(multipartId);
        }
        return database.query(MultipartUploadsSql.BEGIN)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("multipart_upload_id", store.parts().begin(upload.storageKey(), upload.mimeType()))
                .one(row -> row.getString(1), Refusal.NO_UPLOAD);
    }

    private List<SignedPart> signed(MultipartUpload upload, String multipartId, List<Integer> numbers) {
        var parts = store.parts();
        return numbers.stream()
                .map(number -> SignedPart.of(
                        number, parts.upload(upload.storageKey(), multipartId, number, upload.length(number))))
                .toList();
    }

    /// The parts that S3 has. Where S3 no longer knows the upload there are none, and the next signature
    /// begins another. `CONFLICT` when S3 has completed it.
    private Result<List<ObjectPart>> parts(String userId, UUID id, MultipartUpload upload) {
        var multipartId = upload.multipartId();
        if (multipartId == null) {
            return Result.ok(List.of());
        }
        var parts = store.parts().list(upload.storageKey(), multipartId, upload.partCount());
        if (parts.isPresent()) {
            return Result.ok(parts.get());
        }
        return confirm(upload)
                .flatMap(isThere -> isThere
                        ? Refusal.UPLOADED.result()
                        : forget(userId, id, multipartId).map(forgotten -> List.of()));
    }

    private Result<Integer> forget(String userId, UUID id, String multipartId) {
        return database.query(MultipartUploadsSql.FORGET)
                .bind("user_id", userId)
                .bind("id", id)
                .bind("multipart_upload_id", multipartId)
                .execute();
    }

    private Result<UUID> complete(String userId, UUID id, MultipartUpload upload, SortedMap<Integer, String> etags) {
        var parts = parts(userId, id, upload).flatMap(stored -> MissingParts.check(upload, stored, etags));
        return switch (parts) {
            case Result.Ok<List<ObjectPart>>(var all) -> complete(upload, all);
            case Result.Err<List<ObjectPart>> error
            when error.equals(Refusal.UPLOADED.result()) -> Result.ok(upload.fileId());
            case Result.Err<List<ObjectPart>> error -> error.as();
        };
    }

    private Result<UUID> complete(MultipartUpload upload, List<ObjectPart> parts) {
        var multipartId = Objects.requireNonNull(upload.multipartId());
        return store.parts().complete(upload.storageKey(), multipartId, parts) == Completion.REFUSED
                ? Refusal.PARTS_CHANGED.result()
                : confirm(upload).flatMap(isThere -> isThere ? Result.ok(upload.fileId()) : Refusal.NO_UPLOAD.result());
    }

    /// Marks the version as uploaded if its object is there. S3's event does the same, but may be lost.
    ///
    /// @return whether it is there, and its file too
    private Result<Boolean> confirm(MultipartUpload upload) {
        var stored = store.head(upload.storageKey());
        return stored.isEmpty()
                ? Result.ok(false)
                : new Uploads(database)
                        .confirm(StorageKey.of(upload.storageKey()).orElseThrow(), stored.get());
    }

    /// Ends the upload in S3. `CONFLICT` when S3 has completed it.
    private Result<Done> abort(MultipartUpload upload) {
        var multipartId = upload.multipartId();
        return multipartId == null || store.parts().abort(upload.storageKey(), multipartId)
                ? Result.ok(Done.DONE)
                : confirm(upload).flatMap(isThere -> isThere ? Refusal.UPLOADED.result() : Result.ok(Done.DONE));
    }

    /// Ends the upload that was aborted in S3. Does all of it again if another request has begun one there
    /// meanwhile.
    private Result<Done> end(String userId, UUID id, MultipartUpload aborted) {
        var ended = database.transact(() -> lock(userId, id)
                .flatMap(locked -> database.query(MultipartUploadsSql.END)
                        .bind("user_id", userId)
                        .bind("id", id)
                        .bind("multipart_upload_id", aborted.multipartId())
                        .doneOrRefusal()));
        return ended.equals(Refusal.OVERTAKEN.<Done>result()) ? end(userId, id) : ended;
    }

    private Result<UUID> lock(String userId, UUID id) {
        return database.query(MultipartUploadsSql.LOCK)
                .bind("user_id", userId)
                .bind("id", id)
                .one(row -> uuid(row, "id"), Refusal.NO_UPLOAD);
    }
}
