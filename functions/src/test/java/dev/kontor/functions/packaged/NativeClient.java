package dev.kontor.functions.packaged;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The native part of the runtime interface client. By itself each process unpacks it to the same
/// file under `/tmp`, over the one that another process has just loaded, which crashes that one.
public final class NativeClient {

    public static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeClient() {}

    /// A file for one process alone.
    public static Path unpack() throws IOException {
        var arch = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        var file = Files.createTempFile("kontor-runtime-client", ".so");
        file.toFile().deleteOnExit();
        try (var library = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + arch + ".so")) {
            if (library == null) {
                throw new IOException("the runtime interface client has no library for " + arch);
            }
            Files.write(file, library.readAllBytes());
        }
        return file;
    }
}
