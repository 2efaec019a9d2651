package dev.kontor.local.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class CloserTest {
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final Closer parts = new Closer(Duration.ofMillis(1));

    @Test
    void theyAreClosedInTheReverseOrderOfTheirOpening() throws Exception {
        parts.open(() -> () -> closed.add("first"));
        parts.open(() -> () -> closed.add("second"));
        parts.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void onePartThatDoesNotCloseKeepsNoOther() throws Exception {
        parts.open(() -> () -> closed.add("first"));
        parts.open(() -> () -> {
            throw new IllegalStateException();
        });
        parts.close();
        assertThat(closed).containsExactly("first");
    }

    @Test
    void whatFinishesOpeningAfterTheOthersWereClosedIsClosedToo() throws Exception {
        var begun = new CountDownLatch(1);
        var mayFinish = new CountDownLatch(1);
        parts.open(() -> () -> closed.add("first"));
        var late = CompletableFuture.runAsync(() -> open(() -> {
            begun.countDown();
            mayFinish.await();
        }));
        begun.await();
        parts.close();
        assertThat(closed).containsExactly("first");
        mayFinish.countDown();
        assertThatThrownBy(late::get).hasRootCauseInstanceOf(Failure.class);
        assertThat(closed).containsExactly("first", "late");
    }

    @Test
    void nothingIsOpenedAfterwards() throws Exception {
        parts.close();
        var tooLate = CompletableFuture.runAsync(() -> open(() -> closed.add("opened")));
        assertThatThrownBy(tooLate::get)
                .hasRootCauseInstanceOf(Failure.class)
                .hasRootCauseMessage("stopped before it was ready");
        assertThat(closed).isEmpty();
    }

    private void open(Step step) {
        try {
            parts.open(() -> {
                step.run();
                return () -> closed.add("late");
            });
        } catch (Exception e) {
            throw e instanceof Failure failure ? failure : new IllegalStateException(e);
        }
    }

    private interface Step {
        void run() throws Exception;
    }
}
