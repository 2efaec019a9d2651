package dev.kontor.template;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A rule of CORS: which requests pages of other origins may send, and which headers of the
/// responses they may read. The origins are a parameter of each stack and not part of it.
///
/// @param methods in upper case
/// @param allowedHeaders names in lower case; `*` stands for any characters
/// @param exposedHeaders names as they are written
/// @param maxAge how long a browser may keep the response to a preflight; zero where the template
///   does not say
public record CorsRule(
        List<String> methods, List<String> allowedHeaders, List<String> exposedHeaders, Duration maxAge) {
    /// The `CorsConfiguration` of an `AWS::Serverless::HttpApi`.
    static CorsRule ofApi(TemplateNode node) {
        return of(node, "AllowMethods", "AllowHeaders", "ExposeHeaders");
    }

    /// One of the `CorsRules` of an `AWS::S3::Bucket`.
    static CorsRule ofBucket(TemplateNode node) {
        return of(node, "AllowedMethods", "AllowedHeaders", "ExposedHeaders");
    }

    private static CorsRule of(TemplateNode node, String methods, String allowedHeaders, String exposedHeaders) {
        var maxAge = node.get("MaxAge").text();
        return new CorsRule(
                node.get(methods).texts(),
                node.get(allowedHeaders).texts().stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .toList(),
                node.get(exposedHeaders).texts(),
                maxAge == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(maxAge)));
    }
}
