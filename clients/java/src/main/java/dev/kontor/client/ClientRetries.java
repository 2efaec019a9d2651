package dev.kontor.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// When to try again: after what `Retry-After` says, or else after a pause that doubles each time.
final class ClientRetries {

    /// Of one request, the first among them.
    static final int ATTEMPTS = 5;

    private static final Set<Integer> STATUSES = Set.of(429, 503);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    boolean isWorthAnother(int attempt, HttpResponse<?> response) {
        return attempt < ATTEMPTS && STATUSES.contains(response.statusCode());
    }

    boolean hasAnother(int attempt) {
        return attempt < ATTEMPTS;
    }

    void pauseAfter(int attempt, HttpResponse<?> response) throws InterruptedException {
        var asked = response.headers().firstValue("retry-after");
        if (asked.isPresent() && asked.get().matches("\\d{1,6}")) {
            var wait = Duration.ofSeconds(Long.parseLong(asked.get()));
            Thread.sleep((wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE).toMillis());
        } else {
            pauseAfter(attempt);
        }
    }

    void pauseAfter(int attempt) throws InterruptedException {
        var longest = FIRST_PAUSE.toMillis() << (attempt - 1);
        Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }
}
