package dev.kontor.migrations.gate;

import com.amazonaws.services.lambda.runtime.Context;
import dev.kontor.migrations.artefact.Artefact;
import dev.kontor.migrations.artefact.Fingerprint;
import dev.kontor.migrations.artefact.MigrationException;
import dev.kontor.migrations.artefact.Scope;
import dev.kontor.migrations.config.MigrationConfig;
import dev.kontor.migrations.json.JsonScalars;
import dev.kontor.migrations.json.ReportJson;
import dev.kontor.migrations.run.Errors;
import dev.kontor.migrations.run.MigrationReport;
import dev.kontor.migrations.run.Migrator;
import dev.kontor.migrations.session.Deadline;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The custom resource that a deploy waits for before it changes any other function. It answers
/// every event before Lambda ends the function, whatever goes wrong: without an answer the stack
/// keeps waiting. An event may come twice or late; a run that finds nothing to do is a success. See
/// docs/decisions/0021 and 0022.
public final class DeployGate {

    private static final Logger LOG = System.getLogger(DeployGate.class.getName());

    /// The id of the resource. It never changes, since CloudFormation would then delete the old one.
    static final String PHYSICAL_ID = "schema";

    /// CloudFormation takes no longer answer.
    public static final int LONGEST_ANSWER_BYTES = 4_096;

    private static final int LONGEST_REASON_CHARACTERS = 3_000;
    private static final int SHORTENED_BY_CHARACTERS = 250;

    /// The part of the function's time that is kept for cancelling a run.
    private static final Duration TO_CANCEL = Duration.ofSeconds(30);

    /// The part of the function's time that is kept for sending the answer more than once.
    private static final Duration TO_ANSWER = Duration.ofSeconds(15);

    /// The part of that time in which Lambda hears that nobody took the answer, and tries again.
    private static final Duration TO_FAIL = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final String location;

    public DeployGate(Map<String, String> environment, String location) {
        this.environment = environment;
        this.location = location;
    }

    /// Does what the event asks for, and tells CloudFormation.
    ///
    /// @throws IOException CloudFormation did not take the answer
    public void handle(JsonScalars event, @Nullable Context context) throws IOException, InterruptedException {
        var end = Deadline.in(FunctionTime.remaining(context));
        var outcome = outcome(event, end);
        var log = context == null ? "" : "; log stream: " + context.getLogStreamName();
        LOG.log(
                outcome.isSuccess() ? Level.INFO : Level.ERROR,
                "{0}: {1}",
                event.text("/RequestType"),
                outcome.reason());
        Callback.put(
                URI.create(event.text("/ResponseURL")),
                answer(event, outcome, outcome.isSuccess() ? "" : log, LONGEST_REASON_CHARACTERS),
                Deadline.in(end.remaining().minus(TO_FAIL)));
    }

    /// @param reason what an operator needs to act, or to know
    private record Outcome(
            boolean isSuccess, String reason, @Nullable String schema) {}

    private Outcome outcome(JsonScalars event, Deadline end) throws InterruptedException {
        try {
            return switch (event.text("/RequestType")) {
                case "Create", "Update" -> migrate(event, end);
                // The tables stay: they are the users', not the stack's.
                case "Delete" -> new Outcome(true, "nothing to do", null);
                default -> new Outcome(false, "unknown RequestType", null);
            };
        } catch (RuntimeException | Error e) {
            // An unexpected error gets an answer, too.
            LOG.log(Level.ERROR, "the gate failed", e);
            return new Outcome(false, Errors.describe(e), null);
        }
    }

    private Outcome migrate(JsonScalars event, Deadline end) throws InterruptedException {
        var scope = scope(event);
        var configured = MigrationConfig.fromEnvironment(environment);
        var config = configured
                .withLocation(location)
                .withScope(scope)
                .withTimeout(FunctionTime.shorter(
                        configured.timeout(), end.remaining().minus(TO_CANCEL)));
        var migrator = new Migrator(config);
        var run = CompletableFuture.supplyAsync(migrator::run, DeployGate::start);
        try {
            var limit = end.remaining().minus(TO_ANSWER);
            var report = run.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
            LOG.log(Level.INFO, report::toJson);
            return new Outcome(!report.failed(), reason(report), report.after());
        } catch (TimeoutException e) {
            return new Outcome(
                    false,
                    "the run did not end when it was cancelled; the server rolls back what it left" + " open",
                    null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(Errors.describe(e), e);
        }
    }

    private static void start(Runnable run) {
        Thread.ofPlatform().daemon().name("migration").start(run);
    }

    /// Which migrations this deploy may apply. The template names the wanted ones, and the last
    /// completed deploy the ones before.
    private Scope scope(JsonScalars event) {
        var wanted = Fingerprint.parse(event.get("/ResourceProperties/Migrations"))
                .orElseThrow(() -> new MigrationException(
                        "the property Migrations is malformed: expected as" + " in 008-5f0c3b9d2a471e66"));
        var present = Artefact.read(location).fingerprint();
        // A rollback that has not reached this function yet leaves it with newer migrations.
        if (!present.isNewerThan(wanted) && !present.equals(wanted)) {
            throw new MigrationException(
                    "the template asks for the migrations %s, and the archive holds %s; build it again (mvn package) and deploy"
                            .formatted(wanted, present));
        }
        var before = Fingerprint.parse(event.get("/OldResourceProperties/Migrations"));
        // A rollback goes to an older set, and does not finish what the failed deploy began.
        return before.filter(wanted::isNewerThan)
                .map(old -> new Scope(wanted.newest(), old.newest()))
                .orElse(new Scope(wanted.newest(), null));
    }

    private static String reason(MigrationReport report) {
        var lines = String.join("; ", report.lines());
        return report.error() == null ? lines : report.error() + (lines.isEmpty() ? "" : "; " + lines);
    }

    /// Shortens the reason until CloudFormation takes the answer.
    private static String answer(JsonScalars event, Outcome outcome, String log, int length) {
        var answer = ReportJson.object(json -> {
            json.writeStringProperty("Status", outcome.isSuccess() ? "SUCCESS" : "FAILED");
            json.writeStringProperty("Reason", beginning(outcome.reason(), length) + log);
            json.writeStringProperty(
                    "PhysicalResourceId", event.values().getOrDefault("/PhysicalResourceId", PHYSICAL_ID));
            json.writeStringProperty("StackId", event.text("/StackId"));
            json.writeStringProperty("RequestId", event.text("/RequestId"));
            json.writeStringProperty("LogicalResourceId", event.text("/LogicalResourceId"));
            json.writeObjectPropertyStart("Data");
            json.writeStringProperty("Schema", outcome.schema() == null ? "" : outcome.schema());
            json.writeEndObject();
        });
        return answer.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ANSWER_BYTES || length == 0
                ? answer
                : answer(event, outcome, log, Math.max(0, length - SHORTENED_BY_CHARACTERS));
    }

    private static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
