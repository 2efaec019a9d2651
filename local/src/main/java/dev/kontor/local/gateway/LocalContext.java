package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.functions.log.StandInContext;
import dev.kontor.template.LambdaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The context of one invocation. What the function logs goes to the logger [#LOG].
public final class LocalContext extends StandInContext {
    /// All functions log here, one line of JSON a request.
    public static final Logger LOG = Logger.getLogger(LocalContext.class.getName());

    private final String requestId = UUID.randomUUID().toString();
    private final Instant deadline;

    LocalContext(LambdaDefinition definition) {
        super(definition.name());
        this.deadline = Instant.now().plus(definition.timeout());
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Duration.between(Instant.now(), deadline).toMillis();
    }

    @Override
    public void log(String message) {
        LOG.log(Level.INFO, message);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, UTF_8).stripTrailing());
    }
}
