package dev.kontor.exports;

import dev.kontor.exports.ExportEntry.Written;
import dev.kontor.exports.ExportPosition.OpenEntry;
import dev.kontor.zip.PackedContent;
import dev.kontor.zip.ZipRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The archive as far as it is written, and the entries of it that the database does not know yet. For one
/// thread.
final class ExportDraft {

    private final PartFile part;
    private final List<Written> written = new ArrayList<>();
    private long bytes;
    private long entries;
    private long files;
    private @Nullable OpenEntry open;

    /// @param part has the bytes that are in no part yet
    ExportDraft(PartFile part, ExportPosition position) {
        this.part = part;
        this.bytes = position.bytes();
        this.entries = position.entries();
        this.files = position.files();
        this.open = position.open();
    }

    long bytes() {
        return bytes;
    }

    long entries() {
        return entries;
    }

    long files() {
        return files;
    }

    /// The last entry if it is not ended yet; null if it is.
    @Nullable
    OpenEntry open() {
        return open;
    }

    /// Entries that are ended, or left out, since the last [#forgetWritten].
    List<Written> written() {
        return List.copyOf(written);
    }

    void forgetWritten() {
        written.clear();
    }

    /// Writes the whole entry of a folder.
    void folder(ExportEntry entry) {
        var offset = bytes;
        write(ZipRecords.localHeader(entry.name(), entry.modifiedAt(), false));
        entries = entry.number();
        written.add(new Written(entry.number(), offset, PackedContent.NONE));
    }

    void begin(ExportEntry entry) {
        open = new OpenEntry(bytes, PackedContent.NONE);
        entries = entry.number();
        write(ZipRecords.localHeader(entry.name(), entry.modifiedAt(), entry.isLarge()));
    }

    /// Writes a piece of the open entry's content.
    ///
    /// @param data begins with the piece
    /// @param length bytes of the piece
    /// @param isText whether to compress it
    void append(byte[] data, int length, boolean isText) {
        var before = Objects.requireNonNull(open);
        var piece = before.content().next(data, length, isText);
        write(piece.bytes());
        open = new OpenEntry(before.offset(), piece.content());
    }

    /// Ends the open entry.
    void end(boolean isLarge) {
        var ended = Objects.requireNonNull(open);
        var piece = ended.content().last(isLarge);
        write(piece.bytes());
        written.add(new Written(entries, ended.offset(), piece.content()));
        open = null;
    }

    /// Leaves an entry out: the directory will not have it. If it was begun, it ends here, for those who
    /// read an archive from its beginning.
    void leaveOut(ExportEntry entry) {
        if (open != null) {
            write(open.content().last(entry.isLarge()).bytes());
        }
        entries = entry.number();
        written.add(new Written(entry.number(), null, PackedContent.NONE));
        open = null;
    }

    void countFile() {
        files++;
    }

    /// Writes the next record of the archive.
    void write(ByteBuffer record) {
        bytes += record.remaining();
        part.write(record);
    }
}
