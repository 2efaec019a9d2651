package dev.kontor.exports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The phases of one run, in their order. Those that have nothing to write are marks: the run knows them.
final class ExportPhases {

    private final ExportPhase restart = new ClearPhase("restart");
    private final ExportPhase completion = new MarkPhase("complete");
    private final ExportPhase end = new MarkPhase("end");
    private final List<ExportPhase> all = new ArrayList<>();

    /// Does nothing by itself.
    private record MarkPhase(String name) implements ExportPhase {
        @Override
        public Reached write(ExportRun run, @Nullable String reached) {
            throw new IllegalStateException(name + " is no phase to write");
        }
    }

    ExportPhases(ExportedLists lists) {
        all.add(restart);
        all.add(new BeginPhase());
        all.add(new FoldersPhase());
        all.add(new ContentPhase());
        ExportedList.ALL.forEach(list -> all.add(new ListPhase(list, lists)));
        all.add(new DirectoryPhase());
        all.add(completion);
        all.add(new ClearPhase("clear"));
        all.add(end);
    }

    /// @throws IllegalStateException when there is none
    ExportPhase named(String name) {
        return all.stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no phase " + name));
    }

    ExportPhase after(ExportPhase phase) {
        return all.get(all.indexOf(phase) + 1);
    }

    /// Forgets all that was written.
    ExportPhase restart() {
        return restart;
    }

    /// The whole archive is written, and its parts are put together.
    ExportPhase completion() {
        return completion;
    }

    ExportPhase end() {
        return end;
    }
}
