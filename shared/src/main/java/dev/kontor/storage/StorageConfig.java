package dev.kontor.storage;

import dev.kontor.shared.Environment;
import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bucket of file content, and the credentials to sign with.
///
/// @param endpoint of another S3, whose URLs have the bucket in their path; null for AWS's own
/// @param credentials null for those that AWS's SDK finds in the environment of the process
public record StorageConfig(
        String bucket,
        String region,
        @Nullable URI endpoint,
        @Nullable Credentials credentials) {

    /// The name has no dots, which the certificate of `*.s3.REGION.amazonaws.com` does not cover.
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

    private static final String ENDPOINT = "AWS_ENDPOINT_URL_S3";

    /// SAM CLI sets this in its containers.
    private static final String SAM_LOCAL = "AWS_SAM_LOCAL";

    /// @param sessionToken of temporary credentials; null for permanent ones
    public record Credentials(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {

        /// Leaves out the secrets.
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }

    /// In `sam local`, the endpoint is required. Its containers have the developer's own credentials,
    /// and AWS's S3 may have a bucket of that name that belongs to somebody else.
    ///
    /// @throws IllegalStateException naming the variable that is missing or malformed
    public static StorageConfig from(Environment environment) {
        if (environment.optional(SAM_LOCAL).isPresent()
                && environment.optional(ENDPOINT).isEmpty()) {
            throw new IllegalStateException(ENDPOINT
                    + " is missing from the environment: sam local must not use AWS's own S3; see docs/sam-local.md");
        }
        return new StorageConfig(
                matching(BUCKET, environment, "STORAGE_BUCKET", "the name of a bucket, no dots"),
                matching(REGION, environment, "AWS_REGION", "a region, such as eu-central-1"),
                environment.optional(ENDPOINT).map(StorageConfig::endpoint).orElse(null),
                environment
                        .optional("AWS_ACCESS_KEY_ID")
                        .map(id -> new Credentials(
                                id,
                                environment.required("AWS_SECRET_ACCESS_KEY"),
                                environment.optional("AWS_SESSION_TOKEN").orElse(null)))
                        .orElse(null));
    }

    /// The beginning of the URLs of all objects, without the slash after it.
    URI bucketUrl() {
        return endpoint == null
                ? URI.create("https://%s.s3.%s.amazonaws.com".formatted(bucket, region))
                : URI.create(endpoint + "/" + bucket);
    }

    private static String matching(Pattern pattern, Environment environment, String name, String expected) {
        var value = environment.required(name);
        if (!pattern.matcher(value).matches()) {
            throw Environment.malformed(name, expected);
        }
        return value;
    }

    private static URI endpoint(String text) {
        Predicate<URI> isPlain = uri -> ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
        try {
            var uri = URI.create(text);
            if (isPlain.test(uri)) {
                return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
            }
        } catch (IllegalArgumentException e) {
            // falls through to the error below
        }
        throw Environment.malformed(ENDPOINT, "http(s)://HOST or http(s)://HOST:PORT");
    }
}
