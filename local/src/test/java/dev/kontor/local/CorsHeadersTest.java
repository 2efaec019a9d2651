package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.template.CloudFormationYaml;
import dev.kontor.template.CorsRule;
import dev.kontor.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A page of another origin can use all of the API that the description promises.
final class CorsHeadersTest {
    /// Every page may read the first. The second means something to caches alone.
    private static final List<String> NOT_EXPOSED = List.of("cache-control", "vary");

    private static final Set<String> sent = new TreeSet<>(Set.of("authorization", "content-type"));
    private static final Set<String> received = new TreeSet<>();
    private static CorsRule rule;

    @BeforeAll
    static void read() throws Exception {
        collect(CloudFormationYaml.read(TestSources.ROOT.resolve("functions/openapi.yaml")));
        rule = Template.read(TestSources.ROOT.resolve("template.yaml"))
                .apiCors()
                .orElseThrow();
    }

    @Test
    void itMaySendEveryHeaderThatAnOperationTakes() {
        assertThat(sent).contains("if-match", "idempotency-key");
        sent.remove("stripe-signature"); // no browser sends it
        assertThat(rule.allowedHeaders()).containsAll(sent);
    }

    @Test
    void itMayReadEveryHeaderOfAResponse() {
        assertThat(received).contains("etag", "retry-after").containsAll(NOT_EXPOSED);
        received.removeAll(NOT_EXPOSED);
        assertThat(rule.exposedHeaders()).containsAll(received);
    }

    private static void collect(Object node) {
        if (node instanceof List<?> list) {
            list.forEach(CorsHeadersTest::collect);
        } else if (node instanceof Map<?, ?> map) {
            if ("header".equals(map.get("in"))) {
                sent.add(lowerCase(map.get("name")));
            }
            var isResponse = map.containsKey("description");
            if (isResponse && map.get("headers") instanceof Map<?, ?> headers) {
                headers.keySet().forEach(name -> received.add(lowerCase(name)));
            }
            map.values().forEach(CorsHeadersTest::collect);
        }
    }

    private static String lowerCase(@Nullable Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }
}
