package dev.kontor.exports;

import dev.kontor.exports.ExportedLists.ListedRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a list of one kind of thing, as JSON.
record ListPhase(ExportedList list, ExportedLists lists) implements ExportPhase {

    @Override
    public String name() {
        return list.path();
    }

    @Override
    public Reached write(ExportRun run, @Nullable String reached) {
        var draft = run.draft();
        if (draft.open() == null) {
            run.beginList(list.path());
        }
        var rows = Math.min(run.sizes().rows(), list.rowsMax());
        var page = lists.page(run.job(), list, reached, rows);
        var isEnd = page.size() < rows;
        var text = text(page, reached == null, isEnd).getBytes(StandardCharsets.UTF_8);
        draft.append(text, text.length, true);
        if (isEnd) {
            draft.end(true);
            return Reached.END;
        }
        return Reached.at(page.getLast().reached());
    }

    private static String text(List<ListedRow> page, boolean isBeginning, boolean isEnd) {
        var text = new StringBuilder(isBeginning ? "[" : "");
        var separator = isBeginning ? "\n" : ",\n";
        for (var row : page) {
            text.append(separator).append(row.json());
            separator = ",\n";
        }
        return text.append(isEnd ? "\n]\n" : "").toString();
    }
}
