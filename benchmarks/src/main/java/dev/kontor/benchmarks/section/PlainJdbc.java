package dev.kontor.benchmarks.section;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.kontor.benchmarks.database.StatementLog;
import dev.kontor.benchmarks.database.StatementLog.Logged;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.Goal;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.Samples;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.functions.testing.Project;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a handler adds to its statement: the same SQL and values by plain JDBC, in the same JVM.
public final class PlainJdbc implements Section {

    private static final WarmUp WARM_UP = new WarmUp(10_000);
    private static final int TURNS = 60;
    private static final int CALLS_PER_TURN = 30;
    private static final double GOAL = 1.15;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /// Those of one statement, which can be sent again and again.
    private static final List<MeasuredOperation> OPERATIONS = List.of(
            MeasuredOperation.READ,
            MeasuredOperation.LIST,
            MeasuredOperation.PATCH,
            MeasuredOperation.SEARCH,
            MeasuredOperation.ME);

    /// Something that can be timed.
    private interface Call {
        void run() throws Exception;
    }

    @Override
    public String key() {
        return "jdbc";
    }

    @Override
    public String title() {
        return "Plain JDBC";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var table = new MarkdownTable("operation", "handler", "plain JDBC", "ratio");
        var report = new SectionReport();
        for (var operation : OPERATIONS) {
            measure(setup, operation, table, report);
        }
        return report.paragraph("""
            Medians of %d in one JVM after %s, by turns, each on one connection. The statement and its \
            values are taken from PostgreSQL's log of the handler. Plain JDBC reads all columns as text; the handler \
            checks the request, maps rows, writes JSON and the log line.\
            """.formatted(TURNS * CALLS_PER_TURN, WARM_UP)).table(table);
    }

    private static void measure(Setup setup, MeasuredOperation operation, MarkdownTable table, SectionReport report)
            throws Exception {
        var event = operation.request(BenchmarkUsers.of(operation));
        var statement = logged(setup, operation, event);
        try (var kontor = new Kontor(environment(setup));
                var connection = connect(setup, statement);
                var prepared = connection.prepareStatement(statement.sql())) {
            var handler = handler(kontor, operation, event);
            Call plain = () -> execute(prepared, statement.values());
            WARM_UP.run(count -> repeat(handler, count), count -> repeat(plain, count));
            var ofHandler = new ArrayList<Long>();
            var ofPlain = new ArrayList<Long>();
            for (var turn = 0; turn < TURNS; turn++) {
                time(handler, CALLS_PER_TURN, ofHandler);
                time(plain, CALLS_PER_TURN, ofPlain);
            }
            var ours = Samples.ofNanos(ofHandler).median();
            var theirs = Samples.ofNanos(ofPlain).median();
            table.row(
                    operation.title(),
                    Numbers.millis(ours),
                    Numbers.millis(theirs),
                    "**" + Numbers.plain(ours / theirs) + "**");
            report.goal(Goal.atMost(operation.title() + ", handler/plain JDBC", ours / theirs, GOAL));
            RunProgress.say("jdbc: %s: %s".formatted(operation.title(), Numbers.plain(ours / theirs)));
        }
    }

    /// The statement of a request, as it is after some requests have gone before.
    private static Logged logged(Setup setup, MeasuredOperation operation, String event) throws Exception {
        StatementLog.turn(setup.server(), setup.javaDatabase(), true);
        try (var kontor = new Kontor(environment(setup))) {
            repeat(handler(kontor, operation, event), 10);
        }
        StatementLog.turn(setup.server(), setup.javaDatabase(), false);
        return StatementLog.last(setup.server().logs());
    }

    private static Call handler(Kontor kontor, MeasuredOperation operation, String json) {
        var definition = Project.TEMPLATE.function(operation.function());
        var handler = kontor.within(() -> Lambda.operation(definition.handler()));
        var event = Lambda.event(APIGatewayV2HTTPEvent.class, json);
        return () -> {
            var status = handler.handleRequest(event, new LambdaContext()).getStatusCode();
            if (status >= 300) {
                throw new IllegalStateException(operation.title() + " is answered " + status);
            }
        };
    }

    private static void repeat(Call call, int times) throws Exception {
        for (var i = 0; i < times; i++) {
            call.run();
        }
    }

    private static void time(Call call, int times, List<Long> nanos) throws Exception {
        for (var i = 0; i < times; i++) {
            var start = System.nanoTime();
            call.run();
            nanos.add(System.nanoTime() - start);
        }
    }

    /// A connection that keeps plans only if the functions do.
    private static Connection connect(Setup setup, Logged statement) throws SQLException {
        var options = "?assumeMinServerVersion=12&prepareThreshold=" + (statement.isNamed() ? 1 : 0);
        var url = setup.server().jdbcUrl(setup.javaDatabase()) + options;
        return DriverManager.getConnection(url, "kontor_app", "");
    }

    private static void execute(PreparedStatement statement, List<@Nullable String> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
        try (var rows = statement.executeQuery()) {
            var columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (var column = 1; column <= columns; column++) {
                    var _ = rows.getString(column);
                }
            }
        }
    }

    /// The log has no types. PostgreSQL finds them out by itself, but for numbers that are added.
    private static void bind(PreparedStatement statement, int index, @Nullable String value) throws SQLException {
        if (value != null && NUMBER.matcher(value).matches()) {
            statement.setLong(index, Long.parseLong(value));
        } else {
            statement.setObject(index, value, Types.OTHER);
        }
    }

    private static Map<String, String> environment(Setup setup) {
        return Map.of(
                "DATABASE_URL", setup.server().jdbcUrl(setup.javaDatabase()),
                "DATABASE_USER", "kontor_app",
                "DATABASE_POOL_SIZE", "1",
                "STORAGE_BUCKET", "kontor-benchmark",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    }
}
