package dev.kontor.functions.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;

/// A connection to a [Recording]: each request is answered by the next turn. After the last turn the
/// connection ends, as if the server had closed it. For one thread.
final class RecordedSocket extends Socket {

    private static final int TYPE_BYTES = 1;
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final Iterator<byte[]> turns;
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private ByteArrayInputStream answer = new ByteArrayInputStream(new byte[0]);
    private boolean isStarted;

    private final InputStream in = new InputStream() {
        @Override
        public int read() {
            return answer.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return answer.read(buffer, offset, length);
        }

        @Override
        public int available() {
            return answer.available();
        }
    };

    private final OutputStream out = new OutputStream() {
        @Override
        public void write(int value) {
            asked.write(value);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            asked.write(buffer, offset, length);
        }

        @Override
        public void flush() {
            answerAll();
        }
    };

    RecordedSocket(Recording recording) {
        turns = recording.turns().iterator();
    }

    /// Goes through the complete messages that the client has sent. The first starts the session and
    /// has no type. Of the others, a `Sync` and a simple `Query` ask for an answer (PostgreSQL's
    /// manual, chapter "Message Formats").
    private void answerAll() {
        var messages = ByteBuffer.wrap(asked.toByteArray());
        while (isWhole(messages)) {
            var type = isStarted ? (char) messages.get() : 'S';
            isStarted = true;
            var length = messages.getInt();
            messages.position(messages.position() + length - LENGTH_BYTES);
            if ((type == 'S' || type == 'Q') && turns.hasNext()) {
                append(turns.next());
            }
        }
        asked.reset();
        asked.write(messages.array(), messages.position(), messages.remaining());
    }

    /// Appends, since the `Query` that begins a transaction is sent together with the first
    /// statement: the client has then not yet read the turn before.
    private void append(byte[] turn) {
        var unread = answer.readAllBytes();
        var both = Arrays.copyOf(unread, unread.length + turn.length);
        System.arraycopy(turn, 0, both, unread.length, turn.length);
        answer = new ByteArrayInputStream(both);
    }

    private boolean isWhole(ByteBuffer messages) {
        var typeBytes = isStarted ? TYPE_BYTES : 0;
        return messages.remaining() >= typeBytes + LENGTH_BYTES
                && messages.remaining() >= typeBytes + messages.getInt(messages.position() + typeBytes);
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public int getSendBufferSize() {
        return Short.MAX_VALUE;
    }

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}
}
