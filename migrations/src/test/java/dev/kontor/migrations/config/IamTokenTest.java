package dev.kontor.migrations.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IamTokenTest {

    private static final String URL =
            "jdbc:postgresql://kontor.cluster-abc.eu-central-1.rds.amazonaws.com:5432/kontor" + "?sslmode=require";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "AWS_SESSION_TOKEN", "a/session+token==",
            "AWS_REGION", "eu-central-1",
            "DATABASE_URL", URL,
            "DATABASE_USER", "kontor",
            "MIGRATION_SIGN_IN", "iam");

    /// What `generate_db_auth_token` of AWS's own library for Python made of the same, at that
    /// time.
    private static final String OF_BOTOCORE =
            "kontor.cluster-abc.eu-central-1.rds.amazonaws.com:5432/?Action=connect&DBUser=kontor"
                    + "&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                    + "&X-Amz-Credential=AKIDEXAMPLE%2F20261126%2Feu-central-1%2Frds-db%2Faws4_request"
                    + "&X-Amz-Date=20261126T022658Z&X-Amz-SignedHeaders=host&X-Amz-Expires=900"
                    + "&X-Amz-Security-Token=a%2Fsession%2Btoken%3D%3D&X-Amz-Signature="
                    + "af0483d9b10fc153023ae2f38591b6287e25788e29eb039f364d33fe0ea1cdd8";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T02:26:58Z"), ZoneOffset.UTC);

    @Test
    void isWhatAwsOwnLibraryForPythonMakes() {
        var token = IamToken.of(URL, "kontor", new Environment(ENVIRONMENT), CLOCK);

        assertThat(parts(token)).containsExactlyInAnyOrderElementsOf(parts(OF_BOTOCORE));
    }

    @Test
    void isOfOneServerAndOneUser() {
        var other = URL.replace("5432", "5433");

        assertThat(parts(IamToken.of(other, "kontor", new Environment(ENVIRONMENT), CLOCK)))
                .contains("kontor.cluster-abc.eu-central-1.rds.amazonaws.com:5433/")
                .doesNotContain(signature());
        assertThat(parts(IamToken.of(URL, "ann", new Environment(ENVIRONMENT), CLOCK)))
                .doesNotContain(signature());
    }

    @Test
    void isThePasswordOfAFunctionThatIsToldSo() {
        assertThat(MigrationConfig.fromEnvironment(ENVIRONMENT).password())
                .startsWith("kontor.cluster-abc.eu-central-1.rds.amazonaws.com:5432/?")
                .contains("DBUser=kontor", "X-Amz-Expires=900");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION"})
    void aMissingVariableIsNamedWithoutTheOthersValues(String variable) {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.remove(variable);

        assertThatThrownBy(() -> MigrationConfig.fromEnvironment(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(variable + " is missing from the environment");
    }

    @Test
    void anotherWayToSignInIsNone() {
        var environment = new HashMap<>(ENVIRONMENT);
        environment.put("MIGRATION_SIGN_IN", "kerberos");

        assertThatThrownBy(() -> MigrationConfig.fromEnvironment(environment))
                .hasMessage("MIGRATION_SIGN_IN is malformed: expected iam or password");
    }

    private static String signature() {
        return parts(OF_BOTOCORE).getLast();
    }

    private static List<String> parts(String token) {
        var uri = URI.create("https://" + token);
        var address = uri.getAuthority() + uri.getPath();
        var parameters = Arrays.asList(uri.getRawQuery().split("&", -1));
        return Stream.concat(Stream.of(address), parameters.stream()).toList();
    }
}
