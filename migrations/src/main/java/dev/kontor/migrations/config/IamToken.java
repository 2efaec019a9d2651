package dev.kontor.migrations.config;

import java.time.Clock;
import java.time.Duration;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// The token that signs in to a database of RDS in place of a password: a presigned request that is
/// never sent. It is made from the function's own credentials, without a call to AWS. See
/// docs/decisions/0026.
final class IamToken {

    /// How long RDS accepts a token. A connection that it has opened stays open.
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final String SERVICE = "rds-db";

    private IamToken() {}

    /// @param url the server's own address, not an alias: the token signs in nowhere else
    /// @param environment holds the credentials that Lambda gives a function
    /// @throws IllegalStateException a variable is missing or malformed; the message names it in one
    ///   line
    static String of(String url, String user, Environment environment, Clock clock) {
        var where = Driver.parseURL(url, null);
        if (where == null) {
            throw Environment.malformedUrl();
        }
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(PGProperty.PG_HOST.getOrDefault(where))
                .port(Integer.parseInt(PGProperty.PG_PORT.getOrDefault(where)))
                .encodedPath("/")
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", user)
                .build();
        var identity = AwsSessionCredentialsIdentity.create(
                environment.required("AWS_ACCESS_KEY_ID"),
                environment.required("AWS_SECRET_ACCESS_KEY"),
                environment.required("AWS_SESSION_TOKEN"));
        var region = environment.required("AWS_REGION");
        var signed = SIGNER.sign(signing -> signing.identity(identity)
                .request(request)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE));
        return signed.request().getUri().toString().substring("https://".length());
    }
}
