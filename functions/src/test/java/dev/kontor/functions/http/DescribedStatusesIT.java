package dev.kontor.functions.http;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kontor.functions.testing.ApiDescription;
import dev.kontor.functions.testing.SeenStatuses;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every status that `functions/openapi.yaml` describes for an operation is one that a test of this
/// module has seen it answer. This runs after those tests, with the tests of the archives.
final class DescribedStatusesIT {

    @Test
    void everyStatusIsSeenByATest() throws IOException {
        assumeTrue(System.getProperty("test") == null, "only some tests ran");
        var described = ApiDescription.operations().values().stream()
                .flatMap(operation -> operation.responses().keySet().stream().map(status -> operation + " " + status))
                .collect(toCollection(TreeSet::new));

        described.removeAll(SeenStatuses.all());
        assertThat(described).as("described, and seen by no test").isEmpty();
    }
}
