package dev.kontor.local;

import dev.kontor.local.signin.LocalKey;
import dev.kontor.local.signin.Token;
import dev.kontor.local.signin.TokenIssuer;
import dev.kontor.local.signin.TokenUser;
import dev.kontor.local.workspace.Workspace;
import dev.kontor.shared.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "token", description = "Prints a token for the local server, which need not be running.")
final class TokenCommand implements Callable<Integer> {
    /// A century; a calendar's dates end before 64-bit seconds do.
    private static final long MAX_SECONDS = Duration.ofDays(36_500).toSeconds();

    @Option(
            names = "--sub",
            required = true,
            paramLabel = "ID",
            description = "The user's id, any text of 1 to " + Limits.USER_ID_CHARACTERS + " characters.")
    private String id;

    @Option(names = "--role", defaultValue = "user", description = "user or admin; by default ${DEFAULT-VALUE}.")
    private String role;

    @Option(
            names = "--scope",
            defaultValue = "",
            paramLabel = "WORDS",
            description = "What a service may do for users, such as 'credits:spend credits:read'; by default nothing.")
    private String scope;

    @Option(names = "--email", description = "By default, an address made of the id.")
    private @Nullable String email;

    @Option(
            names = "--expires-in",
            paramLabel = "SECONDS",
            description = "How long the token is valid; by default ${DEFAULT-VALUE}, a working day. A"
                    + " negative number makes a token that expired that long ago.")
    private long expiresIn = TokenIssuer.LIFETIME.toSeconds();

    @Option(names = "--json", description = "Print a JSON object with the token and its claims.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (expiresIn < -MAX_SECONDS || expiresIn > MAX_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--expires-in must be a number of seconds from -%1$d to %1$d".formatted(MAX_SECONDS));
        }
        var key = LocalKey.in(Workspace.current().data());
        var token = new TokenIssuer(key).sign(user(), Duration.ofSeconds(expiresIn));
        spec.commandLine().getOut().println(json ? toJson(token) : token.text());
        return 0;
    }

    private TokenUser user() {
        try {
            return new TokenUser(id, email == null ? TokenUser.emailFor(id) : email, role, scope);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String toJson(Token token) {
        var json = new LinkedHashMap<String, Object>();
        json.put("token", token.text());
        json.put("sub", token.user().id());
        json.put("email", token.user().email());
        json.put("role", token.user().role());
        json.put("expiresAt", token.expiresAt().toString());
        return JsonUtil.toJson(json);
    }
}
