package dev.kontor.exports;

import java.util.Locale;

/// How far an export is: `export_status` in the database.
public enum ExportStatus {
    /// It is being written, or waits for it.
    RUNNING,
    /// It can be downloaded.
    READY,
    /// It will not be finished. Another one may be asked for.
    FAILED;

    static ExportStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// As the database and the API write it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
