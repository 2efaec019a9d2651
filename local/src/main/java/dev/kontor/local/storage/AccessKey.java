package dev.kontor.local.storage;

import dev.kontor.local.Failure;
import dev.kontor.local.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/// The one key that signs requests, kept in `storage-key` as two lines of an environment, which
/// programs that speak to S3 can be given.
record AccessKey(String id, String secret) {
    private static final int ID_BYTES = 12;
    private static final int SECRET_BYTES = 30;
    private static final Pattern FILE = Pattern.compile("""
        AWS_ACCESS_KEY_ID=(?<id>\\w+)
        AWS_SECRET_ACCESS_KEY=(?<secret>\\S+)
        """);

    /// The key in `directory`, made if there is none yet.
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

    /// Without the secret, for whoever prints one.
    @Override
    public String toString() {
        return id;
    }
}
