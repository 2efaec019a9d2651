package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A function that starts without a variable, or without its database.
@OnLinux
final class StartIT {

    @ParameterizedTest
    @CsvSource({
        "GetFile,    DATABASE_URL",
        "GetFile,    DATABASE_USER",
        "CreateFile, STORAGE_BUCKET",
        "Authorizer, JWT_JWKS_URL"
    })
    void aMissingVariableStopsTheFunctionAtStartWithALineThatNamesIt(String name, String variable) throws Exception {
        var present = new HashMap<>(new TestDatabase("none", 1).environment());
        present.remove(variable);

        try (var function = PackagedFunction.start(Project.TEMPLATE.function(name), present)) {
            assertThat(function.initError())
                    .extracting("errorMessage", as(STRING))
                    .startsWith(variable)
                    .hasLineCount(1);
        }
    }

    @Test
    void aDatabaseThatIsAwayIs503WithNothingInternal() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var away = new TestDatabase("gone", closed);

        try (var function = PackagedFunction.start(Project.TEMPLATE.function("GetFile"), away.environment())) {
            var response = function.answer(PlainJson.event("GetFile"));

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("Retry-After")).containsOnlyDigits();
            assertThat(response.at("code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(response.body()).doesNotContain("127.0.0.1", "gone", "SQL", "kontor_app", "Exception");
        }
    }
}
