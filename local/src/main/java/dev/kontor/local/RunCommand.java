package dev.kontor.local;

import dev.kontor.local.docs.DocsPage;
import dev.kontor.local.server.LocalServer;
import dev.kontor.local.signin.SignInService;
import dev.kontor.local.signin.TokenIssuer;
import dev.kontor.local.workspace.Closer;
import dev.kontor.local.workspace.Failure;
import dev.kontor.local.workspace.Workspace;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Serves every route of template.yaml on this machine, with an embedded PostgreSQL and" + " an embedded S3.",
            "Prints 'ready URL' once every route answers. Ctrl-C stops everything it started; the"
                    + " data stays in .kontor/ for the next time.",
            "With JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE set, it takes the tokens of that sign-in"
                    + " service as well as its own."
        })
final class RunCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Option(names = "--port", defaultValue = "8080", description = "0 picks a free one; by default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--fresh", description = "Delete the data of earlier runs first.")
    private boolean fresh;

    @Option(
            names = "--containers",
            description = {
                "Let containers on this machine reach it too, as `sam local` needs: it also listens on the"
                        + " address of Docker's bridge. .kontor/sam-env.json then names host.docker.internal."
            })
    private boolean containers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "a port is a number from 0 to " + MAX_PORT);
        }
        var signIn = SignInService.from(System.getenv()).orElse(null);
        var workspace = Workspace.current();
        var closer = new Closer();
        // Runs at every end of this process but a kill: a signal, a failure, or the last line of main.
        Runtime.getRuntime().addShutdownHook(new Thread(closer::close));
        var server = new LocalServer(workspace, closer, signIn).start(port, fresh, containers);

        var token = TokenIssuer.demo(workspace.data());
        var out = spec.commandLine().getOut();
        out.print("""
            Kontor is at %1$s
            Try its API in a browser: %1$s%4$s

            A token for the user "demo", good for %2$d hours (for others: ./kontor token --sub ID):
            %3$s

            Store a file's record, in another terminal; the response says where its content goes:
            curl -sS '%1$s/v1/files?onConflict=rename' -H 'Authorization: Bearer %3$s' \
            -H 'Content-Type: application/json' -d '{"name":"hello.txt","mimeType":"text/plain","size":5}'

            ready %1$s
            """.formatted(server.url(), TokenIssuer.LIFETIME.toHours(), token.text(), DocsPage.PATH));
        out.flush();
        server.database().awaitEnd();
        if (closer.isClosed()) {
            new CountDownLatch(1).await(); // until the shutdown hook has ended
        }
        throw new Failure("PostgreSQL has ended; ./kontor run starts it again on the same data");
    }
}
