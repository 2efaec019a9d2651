package dev.kontor.local.server;

import dev.kontor.local.gateway.LocalContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// The functions' log of requests, in a file of the working copy. The terminal stays free for
/// what the user has to know.
final class RequestLogFile implements AutoCloseable {
    /// `%g` is the file's number; file 0 is the one that is written.
    private static final String NAME = "requests.%g.log";

    private static final int BYTES_MAX = 10_000_000;

    /// The file that is written and the one before it.
    private static final int FILES = 2;

    private final FileHandler handler;

    private RequestLogFile(FileHandler handler) {
        this.handler = handler;
    }

    /// Appends to what an earlier run has written.
    ///
    /// @param data the directory, made if it is not there
    static RequestLogFile open(Path data) throws IOException {
        Files.createDirectories(data);
        var pattern = data.toString().replace("%", "%%") + "/" + NAME;
        var handler = new FileHandler(pattern, BYTES_MAX, FILES, true);
        handler.setFormatter(new Line());
        LocalContext.LOG.addHandler(handler);
        LocalContext.LOG.setUseParentHandlers(false);
        LocalContext.LOG.setLevel(Level.INFO); // the terminal may show less
        return new RequestLogFile(handler);
    }

    @Override
    public void close() {
        LocalContext.LOG.removeHandler(handler);
        LocalContext.LOG.setUseParentHandlers(true);
        handler.close();
    }

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            return record.getMessage() + System.lineSeparator();
        }
    }
}
