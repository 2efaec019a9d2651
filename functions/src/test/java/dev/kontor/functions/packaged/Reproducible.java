package dev.kontor.functions.packaged;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Replaces what a PostgreSQL server says by chance, so that two builds record the same bytes: new ids and tokens, the
/// time, the key of the session, and the object ids of tables. Ids that the seed gives stay. For one
/// connection.
///
/// It reads the server's messages as PostgreSQL's manual describes them ("Message Formats").
final class Reproducible {

    private static final byte SESSION_KEY = 'K';
    private static final byte ROW_DESCRIPTION = 'T';
    private static final byte ROW = 'D';

    private static final int UUID_TYPE = 2950;
    private static final int TIME_TYPE = 1184;
    private static final short BINARY = 1;

    /// `text` and `varchar`, whose bytes are the same in either format.
    private static final Set<Integer> TEXT_TYPES = Set.of(25, 1043);

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration RECENT = Duration.ofDays(1);

    /// Those of the seed end in a small number.
    private static final Pattern NEW_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-(?!00000000)[0-9a-f]{12}");

    /// A share's.
    private static final Pattern NEW_TOKEN = Pattern.compile("^[\\w-]{43}$");

    private static final String TOKEN = "Zm9yLXRoZS1ldmVudHMtb2Yta29udG9yLW9ubHktLS0";

    private static final Pattern TIME_TEXT =
            Pattern.compile("(20\\d\\d-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,6})?(?=\\+00|Z)");

    private final Map<String, UUID> ids = new HashMap<>();
    private List<Column> columns = List.of();

    private record Column(int type, short format) {}

    /// @param turn whole messages
    byte[] turn(byte[] turn) throws IOException {
        var messages = ByteBuffer.wrap(turn);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        while (messages.hasRemaining()) {
            var type = messages.get();
            var content = new byte[messages.getInt() - Integer.BYTES];
            messages.get(content);
            var same = switch (type) {
                case SESSION_KEY -> new byte[content.length];
                case ROW_DESCRIPTION -> description(content);
                case ROW -> row(ByteBuffer.wrap(content));
                default -> content;
            };
            out.writeByte(type);
            out.writeInt(same.length + Integer.BYTES);
            out.write(same);
        }
        return bytes.toByteArray();
    }

    /// Each column has its name, the table's object id, its number there, and its type, size, modifier
    /// and format.
    private byte[] description(byte[] description) {
        var content = ByteBuffer.wrap(description);
        var described = new ArrayList<Column>();
        var count = content.getShort();
        for (var i = 0; i < count; i++) {
            while (content.get() != 0) {
                // the name
            }
            content.putInt(0);
            content.getShort();
            var type = content.getInt();
            content.getShort();
            content.getInt();
            described.add(new Column(type, content.getShort()));
        }
        columns = described;
        return description;
    }

    private byte[] row(ByteBuffer content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(content.getShort());
        for (var column : columns) {
            var length = content.getInt();
            if (length < 0) {
                out.writeInt(length);
                continue;
            }
            var value = new byte[length];
            content.get(value);
            var same = value(column, value);
            out.writeInt(same.length);
            out.write(same);
        }
        return bytes.toByteArray();
    }

    private byte[] value(Column column, byte[] value) {
        if (column.format() == BINARY && column.type() == UUID_TYPE) {
            var number = ByteBuffer.wrap(value);
            var id = UUID.fromString(id(new UUID(number.getLong(), number.getLong()).toString()));
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }
        if (column.format() == BINARY && column.type() == TIME_TYPE) {
            var time = EPOCH.plus(ByteBuffer.wrap(value).getLong(), ChronoUnit.MICROS);
            return isRecent(time)
                    ? ByteBuffer.allocate(Long.BYTES)
                            .putLong(ChronoUnit.MICROS.between(EPOCH, TIME))
                            .array()
                    : value;
        }
        if (column.format() == BINARY && !TEXT_TYPES.contains(column.type())) {
            return value;
        }
        var text = new String(value, StandardCharsets.UTF_8);
        var same = NEW_ID.matcher(text).replaceAll(found -> id(found.group()));
        same = NEW_TOKEN.matcher(same).replaceAll(TOKEN);
        same = TIME_TEXT.matcher(same).replaceAll(Reproducible::time);
        return same.getBytes(StandardCharsets.UTF_8);
    }

    /// The same for the same id, and numbered by their first appearance.
    private String id(String id) {
        return NEW_ID.matcher(id).matches()
                ? ids.computeIfAbsent(
                                id, _ -> new UUID(0x1dea_1000_0000_4000L, 0x8000_0000_0000_0000L + ids.size() + 1))
                        .toString()
                : id;
    }

    private static String time(MatchResult found) {
        var time = Instant.parse(found.group(1) + "T" + found.group(2) + "Z");
        return isRecent(time) ? "2026-01-01 00:00:00" : found.group();
    }

    private static boolean isRecent(Instant time) {
        return Duration.between(time, Instant.now()).abs().compareTo(RECENT) < 0;
    }
}
