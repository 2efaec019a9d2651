package dev.kontor.functions.snapshot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Everything that a PostgreSQL server said on one connection, in turns: first what it said to the
/// start of the session, and then its answer to each request. Immutable and thread-safe.
///
/// @param turns each ends where the server is ready for the next request
public record Recording(List<byte[]> turns) {

    public Recording {
        turns = List.copyOf(turns);
    }

    /// @throws IOException when there is no such resource, or it is no recording
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

    /// Writes each turn with its length in four bytes before it.
    public void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        for (var turn : turns) {
            out.writeInt(turn.length);
            out.write(turn);
        }
    }
}
