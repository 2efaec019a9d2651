package dev.kontor.migrations.gate;

import dev.kontor.migrations.session.Backoff;
import dev.kontor.migrations.session.Deadline;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Puts an answer where CloudFormation waits for it: at a presigned address of S3. The address is a
/// secret while it is valid, so no message shows it.
final class Callback {

    private static final Logger LOG = System.getLogger(Callback.class.getName());

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private Callback() {}

    /// Tries until the deadline. A refusal (status 4xx) ends it at once, since it would come again.
    ///
    /// @throws IOException the answer was not delivered, so CloudFormation waits for its time-out
    static void put(URI address, String answer, Deadline deadline) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                // The address is signed for a request without a content type.
                .header("Content-Type", "")
                .timeout(ANSWER_TIMEOUT)
                .PUT(BodyPublishers.ofString(answer))
                .build();
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        try (var client =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            while (true) {
                String failure;
                try {
                    var status = client.send(request, BodyHandlers.discarding()).statusCode();
                    if (status / 100 == 2) {
                        return;
                    }
                    if (status / 100 == 4) {
                        throw new UndeliverableException("refused with status " + status);
                    }
                    failure = "status " + status;
                } catch (UndeliverableException e) {
                    throw e;
                } catch (IOException e) {
                    failure = e.toString();
                }
                LOG.log(Level.WARNING, "CloudFormation did not take the answer: {0}", failure);
                if (deadline.passed()) {
                    throw new UndeliverableException(failure);
                }
                backoff.pause(deadline);
            }
        }
    }

    private static final class UndeliverableException extends IOException {
        UndeliverableException(String failure) {
            super("CloudFormation did not take the answer: " + failure);
        }
    }
}
