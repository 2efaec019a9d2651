package dev.kontor.local.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/// The events that S3 sends when an object was stored, in version 2.1 of their format.
///
/// @param bucketName the name of the objects' bucket
record ObjectCreatedEvents(String bucketName, String region) {
    /// S3 names an account here.
    private static final Map<String, Object> PRINCIPAL = Map.of("principalId", "LOCAL");

    Map<String, Object> of(S3Object object) {
        var metadata = object.metadata();
        return Map.of(
                "Records",
                List.of(Map.of(
                        "eventVersion",
                        "2.1",
                        "eventSource",
                        "aws:s3",
                        "awsRegion",
                        region,
                        "eventTime",
                        metadata.lastModified().toString(),
                        "eventName",
                        name(metadata),
                        "userIdentity",
                        PRINCIPAL,
                        "requestParameters",
                        Map.of("sourceIPAddress", "127.0.0.1"),
                        "responseElements",
                        Map.of("x-amz-request-id", metadata.sequencer()),
                        "s3",
                        Map.of(
                                "s3SchemaVersion",
                                "1.0",
                                "configurationId",
                                "local",
                                "bucket",
                                bucket(),
                                "object",
                                object(object)))));
    }

    /// The entity tag of an object that came in parts has their number behind it.
    private static String name(Metadata metadata) {
        return metadata.etag().contains("-") ? "ObjectCreated:CompleteMultipartUpload" : "ObjectCreated:Put";
    }

    private Map<String, Object> bucket() {
        return Map.of(
                "name", bucketName,
                "ownerIdentity", PRINCIPAL,
                "arn", "arn:aws:s3:::" + bucketName);
    }

    private static Map<String, Object> object(S3Object object) {
        var metadata = object.metadata();
        return Map.of(
                "key", encoded(metadata.key()),
                "size", object.size(),
                "eTag", metadata.etag(),
                "sequencer", metadata.sequencer());
    }

    /// Encodes a key as S3 does in events: as a form value, with the slashes left alone.
    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    }
}
