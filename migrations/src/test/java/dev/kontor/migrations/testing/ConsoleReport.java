package dev.kontor.migrations.testing;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Prints what failed, with its stack trace, and what was skipped and why. Tests that succeed print
/// nothing: Maven says how many they were. JUnit finds it by `META-INF/services`.
public final class ConsoleReport implements TestExecutionListener {

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        System.err.println("skipped: " + name(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {}
            case ABORTED ->
                executionSkipped(
                        test, result.getThrowable().map(Throwable::getMessage).orElse("it says no reason"));
            case FAILED -> {
                System.err.println("failed: " + name(test));
                result.getThrowable().ifPresent(Throwable::printStackTrace);
            }
        }
    }

    /// The class, and what JUnit calls the test in it.
    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method ->
                        method.getClassName() + "." + method.getMethodName() + ", " + test.getDisplayName();
                    case ClassSource type -> type.getClassName();
                    default -> test.getDisplayName();
                })
                .orElse(test.getDisplayName());
    }
}
