package dev.kontor.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kontor.client.model.Problem;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A response that refuses a request (RFC 9457).
public final class KontorProblem extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final transient @Nullable Problem problem;

    private KontorProblem(int status, String message, @Nullable Problem problem) {
        super(message);
        this.status = status;
        this.problem = problem;
    }

    static KontorProblem of(HttpResponse<?> response, String body, ObjectMapper json) {
        var status = response.statusCode();
        var type = response.headers().firstValue("content-type").orElse("");
        if (type.startsWith(MEDIA_TYPE)) {
            try {
                var problem = json.readValue(body, Problem.class);
                return new KontorProblem(
                        status, status + " " + problem.getCode() + ": " + problem.getDetail(), problem);
            } catch (JsonProcessingException e) {
                return new KontorProblem(status, status + " " + body, null);
            }
        }
        return new KontorProblem(status, status + " " + body, null);
    }

    /// The status of the response, such as 404.
    public int status() {
        return status;
    }

    /// What the API says; empty where something else has answered, such as the gateway.
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /// Whether the API says that it is this.
    public boolean is(Problem.CodeEnum code) {
        return problem().filter(said -> said.getCode() == code).isPresent();
    }
}
