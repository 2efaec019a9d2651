package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.database.BenchmarkServer;
import dev.kontor.benchmarks.database.RowLoader;
import dev.kontor.benchmarks.function.KontorFunctions;
import dev.kontor.benchmarks.function.NodeFunctions;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sections measure with: the server, and the two programs with a database each. Both
/// databases have the same rows, so that one program's writes do not slow the other.
public final class Setup {

    private static final String EMPTY = "empty";
    private static final String JAVA = "java";
    private static final String NODE = "node";

    /// Files in the grown database, half of them one user's.
    private static final int USUAL = 2_000_000;

    /// Files with `--large`, a tenth of them one user's.
    private static final int LARGE = 10_000_000;

    private final BenchmarkServer server;
    private final boolean large;
    private final List<String> jvmOptions;
    private @Nullable GrownStore grown;

    private Setup(BenchmarkServer server, boolean large, List<String> jvmOptions) {
        this.server = server;
        this.large = large;
        this.jvmOptions = jvmOptions;
    }

    /// @param large measures with ten million files where a million would take less time
    public static Setup prepare(BenchmarkServer server, boolean large, List<String> jvmOptions) throws SQLException {
        RunProgress.say("filling the database");
        server.createMigrated(EMPTY);
        server.copy(EMPTY, NODE);
        var rows = new RowLoader(server, NODE);
        rows.addUsers(BenchmarkUsers.ALL);
        rows.addFiles(0, BenchmarkUsers.ALL.size() * MeasuredOperation.FILES_PER_USER, BenchmarkUsers::ownerOf);
        server.copy(NODE, JAVA);
        return new Setup(server, large, jvmOptions);
    }

    BenchmarkServer server() {
        return server;
    }

    /// The database with millions of files, which the first section that asks for it waits for.
    GrownStore grownStore() throws SQLException {
        if (grown == null) {
            grown = GrownStore.grown(server, newDatabase("grown"), large ? LARGE : USUAL);
        }
        return grown;
    }

    KontorFunctions java() {
        return javaOn(JAVA);
    }

    NodeFunctions node() {
        return nodeOn(NODE);
    }

    NodeFunctions nodeOn(String database) {
        return new NodeFunctions(server.nodeUrl(database));
    }

    /// Kontor's functions on another database.
    KontorFunctions javaOn(String database) {
        return new KontorFunctions(server.jdbcUrl(database), jvmOptions);
    }

    /// The database that [#java] works on.
    String javaDatabase() {
        return JAVA;
    }

    /// A new database with all migrations and no rows.
    String newDatabase(String name) throws SQLException {
        server.copy(EMPTY, name);
        return name;
    }
}
