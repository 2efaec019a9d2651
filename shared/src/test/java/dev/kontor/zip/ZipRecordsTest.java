package dev.kontor.zip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.testing.Python;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives made of our records, read by others' tools.
final class ZipRecordsTest {

    private static final Instant TIME = Instant.parse("2026-11-29T16:35:08Z");

    /// More than 4 GiB.
    private static final long FAR = 5L << 30;

    @TempDir
    private Path directory;

    private final List<ArchiveEntry> entries = new ArrayList<>();

    @Test
    void everyToolReadsWhatWasWrittenInPieces() throws Exception {
        var text = "Grüße, ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        var noise = new byte[300_001];
        new Random(1).nextBytes(noise);
        var archive = directory.resolve("a.zip");
        try (var file = open(archive)) {
            folder(file, "Bücher/");
            entry(file, "Bücher/Grüße 👋.txt", text, true, false);
            entry(file, "noise", noise, false, false);
            entry(file, "large", noise, true, true);
            entry(file, "empty", new byte[0], false, false);
            end(file);
        }

        var names = List.of("Bücher/", "Bücher/Grüße 👋.txt", "noise", "large", "empty");
        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(Object::toString)).isEqualTo(names);
            assertThat(zip.stream().map(entry -> entry.getLastModifiedTime().toInstant()))
                    .containsOnly(TIME);
            assertThat(content(zip, "Bücher/Grüße 👋.txt")).isEqualTo(text);
            assertThat(content(zip, "noise")).isEqualTo(noise);
            assertThat(content(zip, "large")).isEqualTo(noise);
            assertThat(content(zip, "empty")).isEmpty();
        }
        assertThat(streamed(archive)).isEqualTo(names);
        assertThat(Python.entries(archive)).isEqualTo(expected());
    }

    @Test
    void anArchiveMayHaveMoreEntriesThanSixteenBitsCount() throws Exception {
        var archive = directory.resolve("many.zip");
        try (var file = open(archive)) {
            for (var i = 0; i < 65_537; i++) {
                folder(file, i + "/");
            }
            entry(file, "last", new byte[] {1, 2, 3}, false, false);
            end(file);
        }

        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.size()).isEqualTo(65_538);
            assertThat(content(zip, "last")).containsExactly(1, 2, 3);
        }
        assertThat(Python.entries(archive)).hasSize(65_538).isEqualTo(expected());
    }

    @Test
    void anEntryMayStandBehindFourGibibytes() throws Exception {
        var archive = directory.resolve("far.zip");
        try (var file = open(archive)) {
            entry(file, "near", new byte[] {1}, false, false);
            file.position(FAR); // a hole, which takes no room on the disk
            entry(file, "far", new byte[] {1, 2, 3}, false, false);
            end(file);
        }

        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(content(zip, "near")).containsExactly(1);
            assertThat(content(zip, "far")).containsExactly(1, 2, 3);
        }
        assertThat(Python.entries(archive)).isEqualTo(expected());
    }

    /// What APPNOTE says of numbers that do not fit: all ones, and the number in a field of ZIP64.
    @Test
    void sizesOfFourGibibytesStandInAFieldOfTheirOwn() {
        var header =
                ZipRecords.centralHeader(new ArchiveEntry("a", TIME, true, 0xFFFFFFFFL, FAR, FAR + 9, 0xCAFEBABEL));

        assertThat(hex(header))
                .contains("bebafecaffffffffffffffff")
                .endsWith(
                        // 24 bytes: the size, the packed size, the offset
                        "01001800" + "0000004001000000" + "0900004001000000" + "ffffffff00000000");
        assertThat(hex(ZipRecords.descriptor(0xCAFEBABEL, FAR, FAR + 9, true)))
                .isEqualTo("504b0708" + "bebafeca" + "0900004001000000" + "0000004001000000");
    }

    @Test
    void crcsOfPiecesCombine() {
        var random = new Random(2);
        for (var i = 0; i < 200; i++) {
            var data = new byte[random.nextInt(5_000)];
            random.nextBytes(data);
            var cut = random.nextInt(data.length + 1);

            assertThat(CombinedCrc.combine(
                            crc(Arrays.copyOf(data, cut)),
                            crc(Arrays.copyOfRange(data, cut, data.length)),
                            data.length - cut))
                    .isEqualTo(crc(data));
        }
    }

    private void folder(FileChannel file, String name) throws IOException {
        entries.add(new ArchiveEntry(name, TIME, false, file.position(), 0, 0, 0));
        write(file, ZipRecords.localHeader(name, TIME, false));
    }

    private void entry(FileChannel file, String name, byte[] data, boolean isText, boolean isLarge) throws IOException {
        var offset = file.position();
        write(file, ZipRecords.localHeader(name, TIME, isLarge));
        var content = PackedContent.NONE;
        var random = new Random(data.length);
        for (var from = 0; from < data.length; ) {
            var length = 1 + random.nextInt(Math.min(100_000, data.length - from));
            var piece = content.next(Arrays.copyOfRange(data, from, from + length), length, isText);
            file.write(piece.bytes());
            content = piece.content();
            from += length;
        }
        var last = content.last(isLarge);
        file.write(last.bytes());
        content = last.content();
        entries.add(new ArchiveEntry(name, TIME, isLarge, offset, content.size(), content.packedSize(), content.crc()));
    }

    private void end(FileChannel file) throws IOException {
        var offset = file.position();
        for (var entry : entries) {
            write(file, ZipRecords.centralHeader(entry));
        }
        write(file, ZipRecords.end(entries.size(), offset, file.position() - offset));
    }

    private List<String> expected() {
        return entries.stream()
                .map(entry -> "%s %d %d".formatted(entry.name(), entry.size(), entry.crc()))
                .toList();
    }

    /// The names in the order in which they are met without a look at the directory.
    private static List<String> streamed(Path archive) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zip.transferTo(OutputStream.nullOutputStream());
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static FileChannel open(Path archive) throws IOException {
        return FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        file.write(bytes);
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
            return content.readAllBytes();
        }
    }

    private static long crc(byte[] data) {
        var crc = new CRC32();
        crc.update(data);
        return crc.getValue();
    }

    private static String hex(ByteBuffer record) {
        var bytes = new byte[record.remaining()];
        record.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
