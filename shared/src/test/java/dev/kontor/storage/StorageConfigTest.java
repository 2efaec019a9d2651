package dev.kontor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.Environment;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StorageConfigTest {

    @Test
    void theBucketIsAHostOfAwsOrAPathOfAnotherS3() {
        assertThat(with(Map.of()).bucketUrl()).hasToString("https://kontor-test.s3.eu-central-1.amazonaws.com");
        assertThat(with(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000/")).bucketUrl())
                .hasToString("http://127.0.0.1:9000/kontor-test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORAGE_BUCKET", "AWS_REGION", "AWS_SECRET_ACCESS_KEY"})
    void aMissingVariableIsNamed(String name) {
        assertThatThrownBy(() -> with(Map.of(name, " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(name + " is missing from the environment");
    }

    @ParameterizedTest
    @CsvSource({
        "STORAGE_BUCKET,      my.bucket", "STORAGE_BUCKET,      UPPER",
        "STORAGE_BUCKET,      ab", "STORAGE_BUCKET,      -ab",
        "AWS_REGION,          eu central", "AWS_REGION,          eu/central",
        "AWS_ENDPOINT_URL_S3, localhost:9000", "AWS_ENDPOINT_URL_S3, ftp://host",
        "AWS_ENDPOINT_URL_S3, http://host/path", "AWS_ENDPOINT_URL_S3, http://host?a=b",
        "AWS_ENDPOINT_URL_S3, http://user@host", "AWS_ENDPOINT_URL_S3, not a url"
    })
    void aMalformedVariableIsNamedAndNotShown(String name, String value) {
        assertThatThrownBy(() -> with(Map.of(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(name + " is malformed: expected ")
                .hasMessageNotContaining(value);
    }

    @Test
    void samLocalNeverMeansAwssOwnS3() {
        var inSamLocal = Map.of("AWS_SAM_LOCAL", "true", "AWS_ENDPOINT_URL_S3", "");
        assertThatThrownBy(() -> with(inSamLocal))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("AWS_ENDPOINT_URL_S3 is missing from the environment");

        var mended = Map.of("AWS_SAM_LOCAL", "true", "AWS_ENDPOINT_URL_S3", "http://host.docker.internal:9000");
        assertThat(with(mended).bucketUrl()).hasToString("http://host.docker.internal:9000/kontor-test");
    }

    @Test
    void noCredentialsOfItsOwnMeansThoseOfThePlaceItRunsIn() {
        var bare = with(Map.of("AWS_ACCESS_KEY_ID", ""));

        assertThat(bare.credentials()).isNull();
    }

    @Test
    void noSecretShows() {
        var config = with(Map.of("AWS_SESSION_TOKEN", "a token"));

        assertThat(config.toString()).doesNotContain("wJalr", "a token");
        assertThat(config.credentials()).extracting("sessionToken").isEqualTo("a token");
    }

    private static StorageConfig with(Map<String, String> variables) {
        var environment = new HashMap<>(TestBucket.NOWHERE);
        environment.putAll(variables);
        return StorageConfig.from(new Environment(environment));
    }
}
