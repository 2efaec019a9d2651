package dev.kontor.local;

import dev.kontor.local.database.LocalDatabase;
import dev.kontor.local.database.ScratchServer;
import dev.kontor.local.workspace.ProgressLine;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that name a database or its server. The password comes from the environment.
final class DatabaseOptions {
    /// Off, since the driver's warnings about a URL quote it, with a password in it. A field keeps it,
    /// because a logger without a reference forgets its level.
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        DRIVER_LOG.setLevel(Level.OFF);
    }

    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "As in jdbc:postgresql://HOST/NAME. DATABASE_PASSWORD is taken from the environment.")
    private @Nullable String url;

    @Option(
            names = "--user",
            defaultValue = LocalDatabase.OWNER,
            description = "The role that signs in there; by default ${DEFAULT-VALUE}.")
    private String user;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// The URL; empty where none is given.
    ///
    /// @throws ParameterException the driver does not understand it
    Optional<String> url() {
        if (url != null && Driver.parseURL(url, null) == null) {
            throw new ParameterException(
                    command.commandLine(), "--url is no JDBC URL of PostgreSQL: expected jdbc:postgresql://HOST/NAME");
        }
        return Optional.ofNullable(url);
    }

    String user() {
        return user;
    }

    /// Null where the server asks for none.
    @Nullable
    String password() {
        return System.getenv("DATABASE_PASSWORD");
    }

    /// The server to try things on: the one that is named, or else an embedded one.
    ScratchServer scratchServer() {
        var named = url();
        if (named.isPresent()) {
            return ScratchServer.at(named.get(), user, password());
        }
        ProgressLine.say("starting PostgreSQL");
        return ScratchServer.start();
    }
}
