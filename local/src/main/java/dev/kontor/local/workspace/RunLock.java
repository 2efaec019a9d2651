package dev.kontor.local.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A lock that one process holds on a directory. The system releases it however the process ends.
public final class RunLock implements AutoCloseable {
    private static final Pattern HOLDER = Pattern.compile("(?<process>\\d+) (?<command>.+)");

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @param command the name that others see while the lock is held, such as `./kontor run`
    /// @throws Failure another process holds it
    public static RunLock take(Path directory, String command) throws IOException {
        var file = Files.createDirectories(directory).resolve("run.lock");
        var channel = FileChannel.open(file, CREATE, WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new Failure(isHeld(Files.readString(file).strip()));
        }
        channel.truncate(0);
        var holder = "%d %s%n".formatted(ProcessHandle.current().pid(), command);
        channel.write(ByteBuffer.wrap(holder.getBytes(UTF_8)));
        return new RunLock(channel);
    }

    /// The file may still be empty just after the lock was taken.
    private static String isHeld(String text) {
        var holder = HOLDER.matcher(text);
        return holder.matches()
                ? "%s holds the local database, as process %s; end it first"
                        .formatted(holder.group("command"), holder.group("process"))
                : "another command holds the local database; end it first";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
