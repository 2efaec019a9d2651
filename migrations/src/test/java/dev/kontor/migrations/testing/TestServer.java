package dev.kontor.migrations.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/// An embedded PostgreSQL on a data directory of its own.
public final class TestServer implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path data;

    private TestServer(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    /// Starts one on the data in a directory, which it gets by `initdb` where there is none.
    static TestServer on(Path data) throws IOException {
        return on(data, "off");
    }

    /// @param autovacuum `on` or `off`; it would be busy with databases that are gone in a moment
    static TestServer on(Path data, String autovacuum) throws IOException {
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                // The same on every machine, whatever its language.
                .setLocaleConfig("locale", "C")
                .setServerConfig("max_connections", "200")
                // Nothing here has to survive a crash.
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("autovacuum", autovacuum)
                .setServerConfig("autovacuum_naptime", "1s")
                .setOutputRedirector(Redirect.DISCARD)
                .setErrorRedirector(Redirect.DISCARD)
                .start();
        return new TestServer(postgres, data);
    }

    public int port() {
        return postgres.getPort();
    }

    /// Stops it and keeps its data.
    void stop() throws IOException {
        postgres.close();
    }

    /// Stops it and deletes its data.
    @Override
    public void close() throws IOException {
        stop();
        FastStorage.delete(data);
    }
}
