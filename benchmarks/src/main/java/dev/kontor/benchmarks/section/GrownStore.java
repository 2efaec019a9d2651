package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A database with many files: those of the usual users, those of a crowd with a thousand each, and a
/// million of one user, spread over the whole table.
///
/// @param files in all
record GrownStore(String database, int files) {

    static final String BIG_USER = "big";

    static final int FEW = 10_000;
    private static final int OF_BIG_USER = 1_000_000;
    private static final int PER_CROWD_USER = 1_000;

    /// The usual users with their 10 thousand files, and nobody else.
    static GrownStore few(BenchmarkServer server, String database) throws SQLException {
        var rows = new RowLoader(server, database);
        rows.addUsers(BenchmarkUsers.ALL);
        rows.addFiles(0, FEW, BenchmarkUsers::ownerOf);
        return new GrownStore(database, FEW);
    }

    /// The same and all others.
    static GrownStore grown(BenchmarkServer server, String database, int files) throws SQLException {
        RunProgress.say("filling a database with %,d files".formatted(files));
        few(server, database);
        var crowd = IntStream.range(0, files / PER_CROWD_USER)
                .mapToObj(i -> "crowd" + i)
                .toList();
        var everyNth = files / OF_BIG_USER;
        IntFunction<String> owner =
                number -> number % everyNth == 0 ? BIG_USER : crowd.get((int) (number * 7919L % crowd.size()));
        var users = new ArrayList<>(crowd);
        users.add(BIG_USER);
        var rows = new RowLoader(server, database);
        rows.addUsers(List.copyOf(users));
        rows.addFiles(FEW, FEW + files, owner);
        return new GrownStore(database, files);
    }
}
