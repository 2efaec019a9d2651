package dev.kontor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs `tools/sam-local-template` on the parts of a built template that it mends.
final class SamLocalTemplateTest {
    private static final Path TOOL = TestSources.ROOT.resolve("tools/sam-local-template");

    private static final String BUILT = """
        Transform: AWS::Serverless-2016-10-31
        Rules:
          AnExistingNetworkIsGivenInFull: {}
        Globals:
          Function:
            Architectures:
            - arm64
            Environment:
              Variables:
                STORAGE_BUCKET:
                  Ref: StorageBucket
        Resources:
          Api:
            Properties:
              Auth:
                Authorizers:
                  BearerToken:
                    FunctionArn:
                      Ref: Authorizer.Alias
        """;

    @TempDir
    private Path directory;

    private record Outcome(int exitCode, String output) {}

    @BeforeEach
    void assumePython() throws Exception {
        Program.assumeItIsThere("python3");
    }

    @Test
    void aBuiltTemplateIsMendedOnce() throws Exception {
        var template = write(BUILT);

        assertThat(mend(template)).isEqualTo(new Outcome(0, ""));
        var mended = Files.readString(template);
        assertThat(mended)
                .contains("    - " + architecture() + "\n")
                .contains("FunctionArn:\n              Fn::GetAtt:\n              - Authorizer\n              - Arn\n")
                .contains("AWS_ENDPOINT_URL_S3: ''", "AWS_ACCESS_KEY_ID: ''", "AWS_SESSION_TOKEN: ''")
                .contains("sam build makes one to deploy")
                .doesNotContain("Authorizer.Alias");

        assertThat(mend(template)).isEqualTo(new Outcome(0, ""));
        assertThat(Files.readString(template)).isEqualTo(mended);
    }

    @Test
    void aTemplateThatItDoesNotKnowIsLeftAlone() throws Exception {
        var other = BUILT.replace("Ref: Authorizer.Alias", "Fn::GetAtt: Other.Arn");
        var template = write(other);

        var outcome = mend(template);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("is not as sam build makes it", "Authorizer.Alias")
                .hasLineCount(1);
        assertThat(Files.readString(template)).isEqualTo(other);
    }

    @Test
    void whereNothingWasBuiltItSaysWhatToRun() throws Exception {
        var outcome = mend(directory.resolve("template.yaml"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).endsWith("run sam build first\n").hasLineCount(1);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("template.yaml"), text);
    }

    private static String architecture() {
        return System.getProperty("os.arch").matches("aarch64|arm64") ? "arm64" : "x86_64";
    }

    private static Outcome mend(Path template) throws IOException, InterruptedException {
        var process = new ProcessBuilder(TOOL.toString(), template.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
