package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.tags.CreateTag;
import dev.kontor.functions.testing.Api;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.shared.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A statement ends before the function, and the function before the API: so a slow database is a
/// 503 that says when to come back, and behind it nothing goes on.
@Tag("slow")
final class TimeOutsTest {

    private static final String CREATE_TAG = """
        {"routeKey": "POST /v1/tags",
         "headers": {"content-type": "application/json", "idempotency-key": "once"},
         "requestContext": {"authorizer": {"lambda": {"userId": "ada"}}},
         "body": "{\\"name\\": \\"urgent\\"}"}
        """;

    private final Api api = Api.open();
    private final Kontor kontor = kontor();

    @AfterEach
    void close() {
        kontor.close();
        api.close();
    }

    /// Claiming the key, making the tag and keeping the answer are a step each.
    @Test
    void aKeyedRequestThatIsShortOfTimeStopsWithinItAndWritesNothing() throws SQLException {
        sleepBefore("insert on tags", "true", "2");
        var available = Limits.DATABASE_STEP_TIME_MAX
                .plus(Limits.RESPONSE_TIME_RESERVED)
                .plusSeconds(2);

        isUnavailable(createTag(available));

        assertThat(api.rowCounts()).containsEntry("tags", 0L).containsEntry("idempotency_keys", 0L);
        nothingGoesOn();
        assertThat(createTag(Limits.FUNCTION_TIMEOUT)).containsEntry("statusCode", 201);
    }

    @Test
    void whoHasWaitedTooLongForAConnectionBeginsNothing() throws SQLException {
        isUnavailable(createTag(Limits.DATABASE_STEP_TIME_MAX));

        assertThat(api.database()
                        .query("select count(*) from pg_stat_activity where usename ="
                                + " 'kontor_app' and datname = current_database()"))
                .as("not even a connection")
                .containsExactly("0");
    }

    @Test
    void aStatementThatIsTooSlowIsCancelledInTheDatabase() throws SQLException {
        sleepBefore("insert on tags", "true", "20");
        var begin = System.nanoTime();

        isUnavailable(createTag(Limits.FUNCTION_TIMEOUT));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Limits.DATABASE_STEP_TIME_MAX);
        assertThat(api.rowCounts()).containsEntry("tags", 0L).containsEntry("idempotency_keys", 0L);
        nothingGoesOn();
    }

    @Test
    void aSubtreeHasLongerThanAnyOtherStatement() throws SQLException {
        var ada = api.as("ada");
        var folder = ada.folder("a");
        ada.delete("/v1/folders/" + folder);
        sleepBefore("update on folders", "old.is_deleted and not new.is_deleted", "11");

        ada.post("/v1/trash/" + folder + "/restore", "{}").is(200);
    }

    @Test
    void aReaderThatAFailOverLeftIsUnavailableOnceAndThenLeftAlone() throws SQLException {
        readOnly("on");
        isUnavailable(createTag(Limits.FUNCTION_TIMEOUT));
        readOnly("off");

        assertThat(createTag(Limits.FUNCTION_TIMEOUT)).containsEntry("statusCode", 201);
    }

    /// Such a session is known by the refusal of its first change, which had no effect.
    @Test
    void aSessionOfAReaderIsLeftWithinTheRequestOnceThereIsAWriter() throws SQLException {
        readOnly("on");
        kontor.health().status();
        readOnly("off");

        assertThat(createTag(Limits.FUNCTION_TIMEOUT)).containsEntry("statusCode", 201);
    }

    private Kontor kontor() {
        var environment = new HashMap<>(api.database().environment());
        environment.put("DATABASE_POOL_SIZE", "1");
        return new Kontor(environment);
    }

    private Map<String, @Nullable Object> createTag(Duration available) {
        var end = System.nanoTime() + available.toNanos();
        return Lambda.invoke(
                kontor.within(CreateTag::new),
                APIGatewayV2HTTPEvent.class,
                APIGatewayV2HTTPResponse.class,
                CREATE_TAG,
                new LambdaContext(
                        () -> (int) Duration.ofNanos(end - System.nanoTime()).toMillis()));
    }

    private static void isUnavailable(Map<String, @Nullable Object> response) {
        assertThat(response).containsEntry("statusCode", 503);
        var headers = (Map<?, ?>) Objects.requireNonNull(response.get("headers"));
        assertThat(headers.get("Retry-After")).isEqualTo(Long.toString(Limits.RETRY_AFTER.toSeconds()));
    }

    private void nothingGoesOn() throws SQLException {
        assertThat(api.database().query("""
            select state from pg_stat_activity
            where usename = 'kontor_app' and datname = current_database()
            """)).allMatch("idle"::equals);
    }

    private void sleepBefore(String change, String when, String seconds) throws SQLException {
        api.database().execute("""
            create function sleep() returns trigger language plpgsql as $$
            begin
              perform pg_sleep(%s);
              return new;
            end $$;
            create trigger slow before %s for each row when (%s) execute function sleep()
            """.formatted(seconds, change, when));
    }

    /// Sessions that begin from now on have this setting.
    private void readOnly(String value) throws SQLException {
        api.database()
                .execute("alter role kontor_app in database %s set default_transaction_read_only = %s"
                        .formatted(api.database().name(), value));
    }
}
