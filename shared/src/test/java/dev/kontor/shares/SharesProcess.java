package dev.kontor.shares;

import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.shared.Environment;
import dev.kontor.shared.Result;
import dev.kontor.shared.database.Database;
import dev.kontor.shared.database.DatabaseConfig;
import dev.kontor.testing.Race;
import dev.kontor.versions.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several processes at one share: `TOKEN ROUNDS [PASSWORD]` asks for downloads by four
/// threads and prints a line for each: `OK`, or the code of the error.
final class SharesProcess {

    static final int THREADS = 4;

    private SharesProcess() {}

    public static void main(String[] arguments) {
        ChildProcess.endWithParent();
        var rounds = Integer.parseInt(arguments[1]);
        var password = arguments.length == 2 ? null : arguments[2];
        try (var database = new Database(DatabaseConfig.from(new Environment(System.getenv())))) {
            var shares = new Shares(database);
            Race.of(THREADS, thread -> download(shares, arguments[0], password, rounds))
                    .forEach(lines -> lines.forEach(System.out::println));
        }
    }

    private static List<String> download(Shares shares, String token, @Nullable String password, int rounds) {
        var lines = new ArrayList<String>();
        for (var round = 0; round < rounds; round++) {
            lines.add(
                    switch (shares.download(token, password, null)) {
                        case Result.Ok<Content> ok -> "OK";
                        case Result.Err<Content> error -> error.code().name();
                    });
        }
        return lines;
    }
}
