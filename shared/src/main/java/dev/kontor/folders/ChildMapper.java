package dev.kontor.folders;

import dev.kontor.files.FileMapper;
import dev.kontor.folders.Child.ChildFile;
import dev.kontor.folders.Child.ChildFolder;
import dev.kontor.shared.database.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads a folder or a file from a row, depending on its column `type`.
public final class ChildMapper implements RowMapper<Child> {

    private static final FolderMapper FOLDER = new FolderMapper();
    private static final FileMapper FILE = new FileMapper();

    @Override
    public Child map(ResultSet row) throws SQLException {
        return row.getString("type").equals(Child.FOLDER)
                ? new ChildFolder(FOLDER.map(row))
                : new ChildFile(FILE.map(row));
    }
}
