package dev.kontor.functions.auth;

import static dev.kontor.functions.auth.Asking.INVALID;
import static dev.kontor.functions.auth.Asking.UNAVAILABLE;
import static dev.kontor.functions.auth.Asking.contextOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kontor.shared.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// When the key set is fetched, and what serves while it cannot be.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // an interrupt ends no read
@Execution(ExecutionMode.CONCURRENT) // they wait for time-outs
class KeySetTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int THREADS = 16;

    private static final TestKey OLD = TestKey.ed25519("old");
    private static final TestKey NEW = TestKey.p256("new");
    private static final TestKey EVE = TestKey.ed25519("eve");

    private final SignIn signIn = new SignIn(OLD);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource clock = now::get;
    private final Authorizer authorizer = new Authorizer(signIn.environment(), clock);

    @AfterEach
    void stop() {
        signIn.close();
    }

    @Test
    void itIsFetchedOnceForManyTokens() {
        assertThat(signIn.fetches()).isZero();
        for (var i = 0; i < 100; i++) {
            accepted(OLD);
        }
        assertThat(signIn.fetches()).isEqualTo(1);
    }

    @Test
    void itIsFetchedAgainAtTheEndOfItsLife() {
        accepted(OLD);
        pass(Limits.KEY_SET_LIFETIME.minus(MOMENT));
        accepted(OLD);
        assertThat(signIn.fetches()).isEqualTo(1);
        pass(MOMENT);
        accepted(OLD);
        accepted(OLD);
        assertThat(signIn.fetches()).isEqualTo(2);
    }

    @Test
    void aRemovedKeyIsRefusedAtTheEndOfItsLife() {
        accepted(OLD);
        signIn.publish(NEW);
        pass(Limits.KEY_SET_LIFETIME);
        refused(OLD);
        accepted(NEW);
    }

    @Test
    void aRemovedKeyIsRefusedAsSoonAsAnotherIsLookedFor() {
        accepted(OLD);
        signIn.publish(NEW);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        accepted(NEW);
        refused(OLD);
    }

    @Test
    void aNewKeyIsFoundAtOnce() {
        accepted(OLD);
        pass(MOMENT);
        refused(EVE);
        signIn.publish(OLD, NEW);
        pass(MOMENT);
        accepted(NEW);
        accepted(OLD);
        refused(EVE.with("kid", "unknown"));
        assertThat(signIn.fetches()).isEqualTo(3);
    }

    @Test
    void manyTokensOfARemovedKeyAreRefusedByOneFetch() {
        accepted(OLD);
        for (var i = 0; i < 100; i++) {
            pass(MOMENT);
            refused(EVE);
        }
        assertThat(signIn.fetches()).isEqualTo(2);
    }

    @Test
    void severalRemovedKeysAreRefusedByOneFetchAnInterval() {
        accepted(OLD);
        var removed = List.of(EVE, EVE.with("kid", "removed 1"), EVE.with("kid", "removed 2"));
        for (var key : removed) {
            pass(MOMENT);
            refused(key);
        }
        var fetches = signIn.fetches();
        for (var interval = 0; interval < 10; interval++) {
            for (var i = 0; i < 10; i++) {
                for (var key : removed) {
                    pass(MOMENT);
                    refused(key);
                }
            }
            assertThat(signIn.fetches()).isEqualTo(fetches + interval);
            pass(Limits.KEY_SET_FETCH_INTERVAL);
        }
    }

    @Test
    void aKeyThatWasRemovedAndComesBackIsFound() {
        accepted(OLD);
        pass(MOMENT);
        refused(NEW);
        signIn.publish(OLD, NEW);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        accepted(NEW);
    }

    /// The made-up ids push one another out, and not the key that tokens still name.
    @Test
    @Tag("slow")
    void aFloodOfMadeUpIdsDoesNotPushOutARemovedKey() {
        accepted(OLD);
        for (var i = 0; i < 3 * Limits.KEY_SET_MISSING_IDS; i++) {
            pass(Limits.KEY_SET_FETCH_INTERVAL);
            refused(EVE.with("kid", "made up " + i));
            refused(EVE);
        }
        var fetches = signIn.fetches();
        pass(MOMENT);
        refused(EVE);
        assertThat(signIn.fetches()).isEqualTo(fetches);
    }

    @Test
    void afterABurstOfFetchesNobodySaysThatAnUnknownKeyIsInvalid() {
        accepted(OLD);
        for (var fetches = 2; fetches <= Limits.KEY_SET_FETCHES_AT_ONCE; fetches++) {
            pass(MOMENT);
            refused(EVE.with("kid", "unknown" + fetches));
            assertThat(signIn.fetches()).isEqualTo(fetches);
        }
        signIn.publish(OLD, NEW);
        for (var i = 0; i < 10; i++) {
            pass(MOMENT);
            undecided(NEW);
            accepted(OLD);
        }
        assertThat(signIn.fetches()).isEqualTo(Limits.KEY_SET_FETCHES_AT_ONCE);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        accepted(NEW);
    }

    @ParameterizedTest
    @CsvSource({"EdDSA,Ed25519", "Ed25519,EdDSA", "Ed25519,Ed25519", "Ed25519,"})
    void bothNamesOfEd25519AreOne(String ofTheToken, @Nullable String ofTheKey) {
        signIn.publish(OLD.with("alg", ofTheKey));
        accepted(OLD.signing(ofTheToken, "Ed25519"));
        refused(OLD.another().signing(ofTheToken, "Ed25519"));
    }

    @Test
    void theSameKeyTwiceIsOneKey() {
        signIn.publish(OLD, OLD, NEW, NEW.with("use", "sig"));
        accepted(OLD);
        accepted(NEW);
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        signIn.answerWith(200, "\uFEFF" + SignIn.keySet(OLD));
        accepted(OLD);
    }

    @Test
    @Tag("slow")
    void aKeyServerThatTakesEightSecondsIsWaitedFor() {
        signIn.answerWith(exchange -> {
            pause(Duration.ofSeconds(8));
            SignIn.send(exchange, 200, SignIn.keySet(OLD));
        });
        accepted(OLD);
    }

    @Test
    void aNewKeyIsFoundOnceTheFloorIsPast() {
        accepted(OLD);
        signIn.publish(OLD, NEW);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        accepted(NEW);
        accepted(OLD);
        assertThat(signIn.fetches()).isEqualTo(2);
    }

    @Test
    @Tag("slow")
    void aFloodOfUnknownKeysIsNoFloodOfFetches() {
        for (var floors = 1; floors <= 3; floors++) {
            for (var i = 0; i < 200; i++) {
                refused(EVE.with("kid", "unknown" + i));
                accepted(OLD);
            }
            assertThat(signIn.fetches()).isEqualTo(floors);
            pass(Limits.KEY_SET_FETCH_INTERVAL);
        }
    }

    @Test
    void aFloodOfUnknownKeysAtOnceIsOneFetch() throws Exception {
        accepted(OLD);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        atOnce(() -> contextOf(authorizer, EVE.token(SignIn.claims())));
        assertThat(signIn.fetches()).isEqualTo(2);
    }

    @Test
    void aTokenThatNoKeyCouldSignFetchesNothing() {
        refused(EVE.signing("HS256", "Ed25519"));
        refused(EVE.signing("none", "Ed25519"));
        assertThat(contextOf(authorizer, "a.b.c")).isEqualTo(INVALID);
        assertThat(signIn.fetches()).isZero();
    }

    @Test
    void aTokenThatNamesNoKeyIsForTheOnlyOneThatFits() {
        var key = TestKey.p256("p256");
        var token = key.token(Map.of("alg", "ES256"), SignIn.claims());
        signIn.publish(
                key,
                OLD,
                TestKey.p384("p384").with("alg", null),
                TestKey.p256("for another algorithm").with("alg", "ECDH-ES"),
                TestKey.p256("for encryption").with("use", "enc"));
        assertThat(contextOf(authorizer, token)).containsKey("userId");
        signIn.publish(key, NEW);
        pass(Limits.KEY_SET_LIFETIME);
        assertThat(contextOf(authorizer, token)).isEqualTo(INVALID);
    }

    @Test
    void aKeyWithoutAnIdIsForTokensThatNameNone() {
        signIn.publish(OLD.with("kid", null));
        refused(OLD);
        var token = OLD.token(Map.of("alg", "EdDSA"), SignIn.claims());
        assertThat(contextOf(authorizer, token)).containsKey("userId");
    }

    @Test
    void aKeySetMayLeaveOutWhatItsKeysAreFor() {
        signIn.publish(OLD.with("alg", null), NEW.with("use", "sig").with("alg", null));
        accepted(OLD);
        accepted(NEW);
    }

    @Test
    void aKeyThatNobodyKnowsDoesNotSpoilTheOthers() {
        signIn.publish(
                OLD.with("kid", "1").with("kty", "AKP"),
                OLD.with("kid", "2").with("x", "AA"),
                OLD.with("kid", "3").with("key_ops", "verify"),
                NEW.with("kid", "4").with("y", "AA"),
                OLD);
        accepted(OLD);
        signIn.answerWith(200, "{\"keys\": []}");
        pass(Limits.KEY_SET_LIFETIME);
        refused(OLD);
    }

    @Test
    void threadsThatComeFirstShareOneFetch() throws Exception {
        atOnce(() -> contextOf(authorizer, OLD.token(SignIn.claims())))
                .forEach(context -> assertThat(context).containsKey("userId"));
        assertThat(signIn.fetches()).isEqualTo(1);
    }

    @Test
    void threadsThatComeFirstShareOneFailure() throws Exception {
        var arrived = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        signIn.answerWith(exchange -> {
            arrived.countDown();
            await(released);
            SignIn.send(exchange, 500, "");
        });
        var responses = new ArrayList<FutureTask<Map<String, @Nullable Object>>>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < THREADS; i++) {
            var response = new FutureTask<>(() -> contextOf(authorizer, OLD.token(SignIn.claims())));
            responses.add(response);
            threads.add(Thread.ofVirtual().start(response));
        }
        await(arrived);
        while (count(threads, Thread.State.WAITING) < THREADS - 1) { // one fetches, and has a time-out
            Thread.sleep(1);
        }
        released.countDown();
        for (var response : responses) {
            assertThat(response.get()).isEqualTo(UNAVAILABLE);
        }
        assertThat(signIn.fetches()).isEqualTo(1);
    }

    @Test
    void otherThreadsGoOnWithTheOldKeysWhileOneFetches() throws Exception {
        accepted(OLD);
        pass(Limits.KEY_SET_LIFETIME);
        var arrived = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        signIn.answerWith(exchange -> {
            arrived.countDown();
            await(released);
            SignIn.send(exchange, 200, SignIn.keySet(NEW));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetching = threads.submit(() -> contextOf(authorizer, NEW.token(SignIn.claims())));
            await(arrived);
            for (var i = 0; i < THREADS; i++) {
                accepted(OLD);
            }
            assertThat(fetching.isDone()).isFalse();
            released.countDown();
            assertThat(fetching.get()).containsKey("userId");
        }
        refused(OLD);
        assertThat(signIn.fetches()).isEqualTo(2);
    }

    /// The ways in which a key server can be down.
    enum Outage {
        INTERNAL_ERROR(500, "{\"keys\": []}"),
        UNAVAILABLE(503, ""),
        NOT_FOUND(404, "Not Found"),
        FORBIDDEN(403, "{\"keys\": []}"),
        NO_CONTENT(204, ""),
        PARTIAL(206, "{\"keys\": []}"),
        NOTHING(200, ""),
        A_PAGE(200, "<!doctype html><title>Be right back</title>"),
        NO_OBJECT(200, "[]"),
        NULL(200, "null"),
        NO_KEYS(200, "{\"error\": \"try again\"}"),
        NULL_FOR_KEYS(200, "{\"keys\": null}"),
        TEXT_FOR_KEYS(200, "{\"keys\": \"none\"}"),
        AN_OBJECT_FOR_KEYS(200, "{\"keys\": {}}"),
        NUMBERS_FOR_KEYS(200, "{\"keys\": [1]}"),
        HALF(200, "{\"keys\": [{\"kty\": \"OKP\","),
        KEYS_TWICE(200, "{\"keys\": [], \"keys\": []}"),
        DEEP(200, "[".repeat(100_000)),
        TOO_LONG(200, "{\"keys\": [], \"padding\": \"%s\"}".formatted("x".repeat(150_000))),
        REDIRECT(302, "{\"keys\": []}") {
            @Override
            void answer(HttpExchange exchange) throws IOException {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                super.answer(exchange);
            }
        },
        HANGS_UP(0, "") {
            @Override
            void answer(HttpExchange exchange) {
                exchange.close();
            }
        },
        SAYS_NOTHING(0, "") {
            @Override
            void answer(HttpExchange exchange) throws IOException {
                pause(Duration.ofDays(1));
            }
        },
        DRIPS(200, "") {
            @Override
            void answer(HttpExchange exchange) throws IOException {
                exchange.sendResponseHeaders(200, 0);
                while (true) { // until the other side has gone
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    pause(Duration.ofMillis(100));
                }
            }
        };

        private final int status;
        private final String body;

        Outage(int status, String body) {
            this.status = status;
            this.body = body;
        }

        void answer(HttpExchange exchange) throws IOException {
            SignIn.send(exchange, status, body);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void theLastKeySetServesWhileTheKeyServerIsDown(Outage outage) {
        accepted(OLD);
        signIn.publishElsewhere(EVE);
        signIn.answerWith(outage::answer);
        pass(Limits.KEY_SET_LIFETIME);
        accepted(OLD);
        var fetches = signIn.fetches();
        assertThat(fetches).isGreaterThan(1);
        for (var i = 0; i < 100; i++) {
            accepted(OLD);
            undecided(NEW);
        }
        assertThat(signIn.fetches()).isEqualTo(fetches);
        signIn.publish(NEW);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        accepted(NEW);
        refused(OLD);
        assertThat(signIn.strayFetches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SAYS_NOTHING", "DRIPS"}) // they take time
    void withoutAnyKeySetNoTokenIsCalledInvalid(Outage outage) {
        signIn.answerWith(outage::answer);
        undecided(OLD);
        undecided(EVE);
        signIn.publish(OLD);
        accepted(OLD);
        refused(EVE);
        assertThat(signIn.strayFetches()).isZero();
    }

    /// The key server can write no more.
    @Test
    @Tag("slow")
    void aFetchThatIsGivenUpHoldsNoConnection() throws Exception {
        var hasGone = new CountDownLatch(1);
        signIn.answerWith(exchange -> {
            try {
                Outage.DRIPS.answer(exchange);
            } finally {
                hasGone.countDown();
            }
        });
        undecided(OLD);
        assertThat(hasGone.await(Limits.KEY_SET_FETCH_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void aKeyServerThatIsGoneIsDownToo() {
        accepted(OLD);
        signIn.close();
        pass(Limits.KEY_SET_LIFETIME);
        accepted(OLD);
        undecided(NEW);
        var another = new Authorizer(signIn.environment(), clock);
        assertThat(contextOf(another, OLD.token(SignIn.claims()))).isEqualTo(UNAVAILABLE);
    }

    @Test
    void whileTheKeyServerIsDownItIsTriedOnceAFloor() {
        accepted(OLD);
        signIn.answerWith(500, "");
        pass(Limits.KEY_SET_LIFETIME);
        for (var fetches = 2; fetches < 10; fetches++) {
            for (var i = 0; i < 10; i++) {
                accepted(OLD);
                undecided(EVE);
            }
            assertThat(signIn.fetches()).isEqualTo(fetches);
            pass(Limits.KEY_SET_FETCH_INTERVAL);
        }
    }

    @Test
    void noKeyOutlivesAnOutageOfADay() {
        accepted(OLD);
        signIn.answerWith(500, "");
        pass(Limits.KEY_SET_STALE_LIFETIME.minus(MOMENT));
        accepted(OLD);
        pass(MOMENT);
        undecided(OLD);
        undecided(EVE);
        signIn.publish(OLD);
        accepted(OLD);
    }

    @Test
    void anUnknownKeyIsRefusedAgainOnceTheKeyServerIsBack() {
        accepted(OLD);
        signIn.answerWith(500, "");
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        undecided(EVE);
        signIn.publish(OLD);
        undecided(EVE);
        pass(Limits.KEY_SET_FETCH_INTERVAL);
        refused(EVE);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void accepted(TestKey key) {
        assertThat(contextOf(authorizer, key.token(SignIn.claims()))).containsEntry("userId", SignIn.USER);
    }

    private void refused(TestKey key) {
        assertThat(contextOf(authorizer, key.token(SignIn.claims()))).isEqualTo(INVALID);
    }

    /// The API answers 503 then, so that nobody gives up a good session.
    private void undecided(TestKey key) {
        assertThat(contextOf(authorizer, key.token(SignIn.claims()))).isEqualTo(UNAVAILABLE);
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var responses = new ArrayList<Future<T>>();
            for (var i = 0; i < THREADS; i++) {
                responses.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            var values = new ArrayList<T>();
            for (var response : responses) {
                values.add(response.get());
            }
            return values;
        }
    }

    private static long count(List<Thread> threads, Thread.State state) {
        return threads.stream().filter(each -> each.getState() == state).count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
