package dev.kontor.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.LambdaContext;
import dev.kontor.shared.ErrorCode;
import dev.kontor.shared.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The one error table: codes, their statuses and what a client sees of each.
class ErrorCodeTest {

    @ParameterizedTest(name = "S20: {0} is {1}")
    @CsvSource({
        "VALIDATION_FAILED, 400",
        "AUTHENTICATION_REQUIRED, 401",
        "INVALID_TOKEN, 401",
        "TOKEN_EXPIRED, 401",
        "INSUFFICIENT_CREDITS, 402",
        "PERMISSION_DENIED, 403",
        "QUOTA_EXCEEDED, 403",
        "RESOURCE_NOT_FOUND, 404",
        "CONFLICT, 409",
        "DUPLICATE_ENTRY, 409",
        "PRECONDITION_FAILED, 412",
        "PAYLOAD_TOO_LARGE, 413",
        "UNSUPPORTED_MEDIA_TYPE, 415",
        "IDEMPOTENCY_KEY_REUSED, 422",
        "RATE_LIMIT_EXCEEDED, 429",
        "INTERNAL_ERROR, 500",
        "NOT_CONFIGURED, 501",
        "SERVICE_UNAVAILABLE, 503"
    })
    void aCodeHasItsStatus(ErrorCode code, int status) {
        assertThat(code.status()).isEqualTo(status);
        var answer = Problem.of((Result.Err<?>) Result.err(code, "why"), LambdaContext.REQUEST_ID);
        var response = answer.toResponse();
        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(Lambda.object(Objects.requireNonNull(response.getBody())))
                .containsEntry("code", code.name())
                .containsEntry("status", status)
                .containsEntry("title", code.title())
                .containsEntry("detail", "why")
                .containsEntry("requestId", LambdaContext.REQUEST_ID);
    }

    @Test
    @DisplayName("S20: the table above has every code")
    void everyCodeHasARow() throws Exception {
        var table = ErrorCodeTest.class
                .getDeclaredMethod("aCodeHasItsStatus", ErrorCode.class, int.class)
                .getAnnotation(CsvSource.class);
        var rows = new TreeSet<String>();
        Arrays.stream(table.value()).map(row -> row.replaceFirst(",.*", "")).forEach(rows::add);
        assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name)).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void whoIsToldToWaitIsToldForHowLong() {
        var error = new Result.Err<>(ErrorCode.RATE_LIMIT_EXCEEDED, "why", List.of(), Duration.ofSeconds(42));
        assertThat(Problem.of(error, LambdaContext.REQUEST_ID).headers()).containsEntry("Retry-After", "42");
    }

    @ParameterizedTest
    @EnumSource
    void onlySignInAsksForSignInAndOnlyUnavailabilityForPatience(ErrorCode code) {
        var headers = Problem.of((Result.Err<?>) Result.err(code, "why"), LambdaContext.REQUEST_ID)
                .headers();
        assertThat(headers.containsKey("WWW-Authenticate")).isEqualTo(code.status() == 401);
        assertThat(headers.containsKey("Retry-After")).isEqualTo(code.status() == 503);
    }
}
