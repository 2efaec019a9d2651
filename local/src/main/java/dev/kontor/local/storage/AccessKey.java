package dev.kontor.local.storage;

import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/// The one key that signs requests. The file `storage-key` holds it as two environment variables,
/// in the form that S3 clients read.
record AccessKey(String id, String secret) {
    private static final int ID_BYTES = 12;
    private static final int SECRET_BYTES = 30;
    private static final Pattern FILE = Pattern.compile("""
        AWS_ACCESS_KEY_ID=(?<id>\\w+)
        AWS_SECRET_ACCESS_KEY=(?<secret>\\S+)
        """);

    /// The key in `directory`, which is created if there is none.
    ///
    /// @throws Failure the file holds something else
    static AccessKey in(Path directory) throws IOException {
        var file = directory.resolve("storage-key");
        SecretFile.createOnce(file, AccessKey::make);
        var lines = FILE.matcher(Files.readString(file));
        if (!lines.matches()) {
            throw new Failure(file + " holds no access key; delete it to get a new one");
        }
        return new AccessKey(lines.group("id"), lines.group("secret"));
    }

    private static String make() {
        var id = random(ID_BYTES).replaceAll("\\W", "X").toUpperCase(Locale.ROOT);
        return """
            AWS_ACCESS_KEY_ID=LOCAL%s
            AWS_SECRET_ACCESS_KEY=%s
            """.formatted(id, random(SECRET_BYTES));
    }

    private static String random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The id alone, so that no log shows the secret.
    @Override
    public String toString() {
        return id;
    }
}
