package dev.kontor.shared.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// All that a PostgreSQL server said on one connection, by turns: what it said to the start, and
/// then to each request for an answer. Immutable and thread-safe.
///
/// @param turns each up to where the server was ready for more
public record Recording(List<byte[]> turns) {

    public Recording {
        turns = List.copyOf(turns);
    }

    /// @throws IOException there is no such resource, or it is no recording
    static Recording ofResource(String name) throws IOException {
        try (var resource = Recording.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("there is no recording " + name);
            }
            return read(resource.readAllBytes());
        }
    }

    private static Recording read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var turns = new ArrayList<byte[]>();
        while (in.available() > 0) {
            var turn = new byte[in.readInt()];
            in.readFully(turn);
            turns.add(turn);
        }
        return new Recording(turns);
    }

    /// Each turn with its length before it.
    public void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        for (var turn : turns) {
            out.writeInt(turn.length);
            out.write(turn);
        }
    }
}
