package dev.kontor.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of `traceparent` (W3C Trace Context, section 3.2).
final class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(strings = {"00-%s-%s-01", "cc-%s-%s-01", "cc-%s-%s-01-what-comes-later", "00-%s-%s-ff"})
    void aTraceGoesOnAsItCame(String header) {
        assertThat(Trace.of(header.formatted(ID, SPAN))).contains(new Trace(ID, "00-%s-%s-01".formatted(ID, SPAN)));
    }

    @Test
    void whatIsNotSampledStaysSo() {
        assertThat(Trace.of("00-%s-%s-00".formatted(ID, SPAN)).orElseThrow().parent())
                .endsWith("-00");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-%s-%s-01",
                "00-%s-%s-01-more",
                "cc-%s-%s-01.more",
                "00-%s-%s-1",
                "00-%s-%s-0X",
                "0-%s-%s-01",
                "00-%s-%s-01 ",
                "00-%s-%s-01\n",
                "00-A%.31s-%s-01",
                "00-00000000000000000000000000000000-%2$s-01",
                "00-%s-0000000000000000-01",
                "00-%.31s-%s-01"
            })
    void whatBreaksTheRulesIsNoTrace(@Nullable String header) {
        assertThat(Trace.of(header == null ? null : header.formatted(ID, SPAN))).isEmpty();
    }

    @Test
    void aTraceIsThatOfItsScopeAlone() {
        var trace = Trace.of("00-%s-%s-01".formatted(ID, SPAN));
        assertThat(Trace.within(trace, Trace::current)).isEqualTo(trace);
        assertThat(Trace.within(Optional.empty(), Trace::current)).isEmpty();
        assertThat(Trace.current()).isEmpty();
    }

    @Test
    void threadsThatWorkForItHaveItToo() throws Exception {
        var trace = Trace.of("00-%s-%s-01".formatted(ID, SPAN));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var carried = Trace.within(trace, () -> Trace.carriedBy(threads));
            assertThat(CompletableFuture.supplyAsync(Trace::current, carried).get())
                    .isEqualTo(trace);
            assertThat(CompletableFuture.supplyAsync(Trace::current, threads).get())
                    .isEmpty();
        }
    }
}
