package dev.kontor.functions.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.storage.ConfirmUpload;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.ApiResponse;
import dev.kontor.functions.testing.Call;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.trash.PurgeTrash;
import dev.kontor.migrations.testing.ChildProcess;
import dev.kontor.shared.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/// One client, who does one thing after the other, and the process of functions that serves it: when
/// that is killed, another one is started. For one thread, but that any may kill the process.
final class RandomClient implements Runnable, AutoCloseable {

    /// The only user who deletes anything for good.
    static final String WHO_DELETES = "cleo";

    /// Twice the time of a function, since several processes that are killed all the time share the
    /// processors. DatabaseOutagesTest is strict.
    private static final Duration LONGEST = Limits.FUNCTION_TIMEOUT.multipliedBy(2);

    private static final List<String> USERS = List.of("ada", "bob", WHO_DELETES);
    private static final int UNAVAILABLE = 503;
    private static final String UNDER_WAY = "still under way";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 20;

    private final RandomRun run;
    private final Random random;
    private final List<Work> works;
    private volatile ChildProcess functions;

    RandomClient(RandomRun run, Random random, List<Work> works) {
        this.run = run;
        this.random = random;
        this.works = works;
        this.functions = startFunctions();
    }

    private ChildProcess startFunctions() {
        return ChildProcess.start(Duration.ofHours(1), FunctionsProcess.class, run.environment());
    }

    static boolean deletes(String user) {
        return user.equals(WHO_DELETES);
    }

    @Override
    public void run() {
        try {
            while (!run.isOver()) {
                works.get(random.nextInt(works.size())).doOnce(this);
            }
        } catch (Throwable e) {
            run.fail(e);
        }
    }

    /// Waits until the process of functions answers.
    boolean isServed() {
        return sendUntilAnswered(publicCall("GET", "/v1/health")).isPresent();
    }

    void killFunctions() {
        functions.kill();
    }

    @Override
    public void close() {
        functions.close();
    }

    Random random() {
        return random;
    }

    KnownThings things() {
        return run.things();
    }

    /// A thing of a user, if there is one of its kind.
    Optional<String> any(String kind, String user) {
        return run.things().any(kind, user, random);
    }

    String anyUser() {
        return USERS.get(random.nextInt(USERS.size()));
    }

    int nextNumber() {
        return run.nextNumber();
    }

    /// Whether not to ask again where there was no answer.
    boolean isToGiveUp() {
        return random.nextInt(8) == 0;
    }

    boolean isToRepeat() {
        return random.nextInt(4) == 0;
    }

    /// A call of a user; the one of this name is an admin.
    Call call(String method, String path, String user) {
        var role = user.equals("admin") ? "admin" : "user";
        return publicCall(method, path).as(Map.of("userId", user, "email", user + "@example.com", "role", role));
    }

    Call publicCall(String method, String path) {
        return new Call(method, path, Map.of(), null, false, null);
    }

    /// Sends a request once.
    ///
    /// @param allowed the statuses that are right besides that of an outage; all without any
    /// @return empty when nobody knows what came of it
    Optional<ApiResponse> send(Call call, Integer... allowed) {
        var routed = Api.route(call);
        var begin = System.nanoTime();
        var answer = ask(routed.handler(), routed.event());
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        assertThat(answer.get()).as("%s", call).doesNotStartWith(FunctionsProcess.FAILED);
        var response = ApiResponse.of(Lambda.object(answer.get()));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("%s", call).isLessThan(LONGEST);
        run.count("status " + response.status());
        if (response.status() == UNAVAILABLE) {
            assertThat(response.headers()).containsKey("Retry-After");
            pause();
            return Optional.empty();
        }
        assertThat(response.status()).as("%s of %s", response, call).isLessThan(500);
        assertThat(allowed.length == 0 || Arrays.asList(allowed).contains(response.status()))
                .as("%s of %s", response, call)
                .isTrue();
        return Optional.of(response);
    }

    /// Sends a request until it is answered. Repeating it must do no harm.
    Optional<ApiResponse> sendUntilAnswered(Call call) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var response = send(call);
            if (response.isPresent() && !String.valueOf(response.get().body()).contains(UNDER_WAY)) {
                return response;
            }
        }
        throw new AssertionError("no answer to " + call);
    }

    /// Puts content where the response says, and lets S3 tell of it until it is heard.
    void upload(String user, ApiResponse created) {
        if (!(created.get("upload") instanceof Map<?, ?> upload)) {
            return; // it is not signed again once the content has arrived
        }
        var url = URI.create(String.valueOf(Objects.requireNonNull(upload.get("url"))));
        var key = url.getPath().replaceFirst(".*/(files/)", "$1");
        run.bucket().put(key, 5, "");
        var event = """
            {"Records": [{"eventTime": "2026-01-01T00:00:00.000Z", "s3": {"bucket": {"name": "any"},\
             "object": {"key": "%s", "size": 5, "sequencer": "0055AED6DCD90281E5"}}}]}\
            """.formatted(key);
        var confirmed = askUntilDone(ConfirmUpload.class.getName(), event);
        if (!deletes(user)) {
            assertThat(confirmed).as("%s", key).isEqualTo("{\"confirmed\":1}");
            run.count("uploads");
        }
    }

    /// Lets the schedule clean up, once.
    void purgeTrash() {
        ask(PurgeTrash.class.getName(), "{}");
    }

    /// As Lambda calls again after a failure.
    private String askUntilDone(String handler, String event) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var answer = Optional.<String>empty();
        while (System.nanoTime() < end) {
            answer = ask(handler, event);
            if (answer.isPresent() && !answer.get().startsWith(FunctionsProcess.FAILED)) {
                return answer.get();
            }
            pause();
        }
        throw new AssertionError("%s is not done with %s: %s".formatted(handler, event, answer));
    }

    /// @return empty when the process was killed meanwhile
    private Optional<String> ask(String handler, String event) {
        run.count("requests");
        var answer = functions.ask(handler + "\t" + event);
        if (answer.isEmpty()) {
            run.count("requests that a kill ended");
            functions.close();
            functions = startFunctions();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
