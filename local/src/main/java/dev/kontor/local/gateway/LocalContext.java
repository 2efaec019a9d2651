package dev.kontor.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.kontor.template.LambdaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The context of one invocation. What the function logs goes to the logger [#LOG].
public final class LocalContext implements Context, LambdaLogger {
    /// All functions log here, one line of JSON a request.
    public static final Logger LOG = Logger.getLogger(LocalContext.class.getName());

    private final LambdaDefinition definition;
    private final String requestId = UUID.randomUUID().toString();
    private final Instant deadline;

    LocalContext(LambdaDefinition definition) {
        this.definition = definition;
        this.deadline = Instant.now().plus(definition.timeout());
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + definition.name();
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return definition.name();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + definition.name();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Duration.between(Instant.now(), deadline).toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() / 1024 / 1024);
    }

    @Override
    public LambdaLogger getLogger() {
        return this;
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
