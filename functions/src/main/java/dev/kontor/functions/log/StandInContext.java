package dev.kontor.functions.log;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/// The context of a call that Lambda does not make. Who makes it says which request it is, what time
/// is left, and where the log goes.
public abstract class StandInContext implements Context, LambdaLogger {

    private final String function;

    protected StandInContext(String function) {
        this.function = function;
    }

    @Override
    public final String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public final String getLogStreamName() {
        return "local";
    }

    @Override
    public final String getFunctionName() {
        return function;
    }

    @Override
    public final String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public final String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + function;
    }

    @Override
    public final @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public final @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public final int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public final LambdaLogger getLogger() {
        return this;
    }
}
