package dev.kontor.local.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function that records its events and gives the response that a test sets.
public final class Recorder implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    final ConcurrentLinkedDeque<APIGatewayV2HTTPEvent> events = new ConcurrentLinkedDeque<>();
    volatile Function<APIGatewayV2HTTPEvent, @Nullable APIGatewayV2HTTPResponse> answer =
            event -> APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(200)
                    .withBody("recorded")
                    .build();

    @Override
    public @Nullable APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        events.add(event);
        return answer.apply(event);
    }
}
