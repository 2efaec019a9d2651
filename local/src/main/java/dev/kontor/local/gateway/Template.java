package dev.kontor.local.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/// What has to be known of a SAM template to run it: the routes of its HTTP API, with the function
/// and the authorizer of each, its schedules, and whom its bucket tells of new objects.
public final class Template {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    private static final String NO_AUTHORIZER = "NONE";
    private static final String OBJECT_CREATED = "s3:ObjectCreated:*";
    private static final Pattern RATE =
            Pattern.compile("rate\\((?<number>[1-9]\\d{0,8}) (?<unit>minute|hour|day)s?\\)");

    private final Map<String, LambdaDefinition> functions = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();

    private Template(Node template) {
        var resources = template.get("Resources");
        var defaults = template.get("Globals").get("Function");
        resources.ofType("AWS::Serverless::Function").forEach((name, properties) -> {
            var function = function(name, properties, defaults);
            functions.put(name, function);
            schedules.addAll(schedules(function, properties));
            notifications.addAll(notifications(function, properties));
        });
        resources
                .ofType("AWS::Serverless::Function")
                .forEach((name, properties) -> addRoutes(name, properties, resources));
    }

    /// Reads the whole template.
    ///
    /// @throws IOException the file cannot be read, or is no template of functions
    public static Template read(Path file) throws IOException {
        try (var text = Files.newBufferedReader(file)) {
            return new Template(new Node(CloudFormationYaml.load(text)));
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    public List<Schedule> schedules() {
        return List.copyOf(schedules);
    }

    public List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    private static LambdaDefinition function(String name, Node properties, Node defaults) {
        var handler = properties.get("Handler").or(defaults.get("Handler")).text();
        if (handler == null) {
            throw new IllegalArgumentException("function " + name + " has no Handler");
        }
        var timeout = properties.get("Timeout").or(defaults.get("Timeout")).text();
        return new LambdaDefinition(
                name,
                handler.replaceFirst("::.*", ""),
                timeout == null ? DEFAULT_TIMEOUT : Duration.ofSeconds(Long.parseLong(timeout)));
    }

    private void addRoutes(String name, Node properties, Node resources) {
        var function = functions.get(name);
        if (function == null) {
            return;
        }
        properties.get("Events").ofType("HttpApi").values().forEach(event -> {
            var method = event.get("Method").text();
            var path = event.get("Path").text();
            if (method == null || path == null) {
                throw new IllegalArgumentException("an HttpApi event of " + name + " lacks its Method or its Path");
            }
            routes.add(new Route(
                    method.toUpperCase(Locale.ROOT), new PathTemplate(path), function, authorizer(event, resources)));
        });
    }

    private static List<Schedule> schedules(LambdaDefinition function, Node properties) {
        return properties.get("Events").ofType("ScheduleV2").values().stream()
                .map(event -> {
                    var expression = event.get("ScheduleExpression").text();
                    if (expression == null) {
                        throw new IllegalArgumentException(
                                "a ScheduleV2 event of " + function.name() + " lacks its ScheduleExpression");
                    }
                    return new Schedule(function, rate(expression));
                })
                .toList();
    }

    private static List<Notification> notifications(LambdaDefinition function, Node properties) {
        return properties.get("Events").ofType("S3").values().stream()
                .map(event -> {
                    var kinds = event.get("Events");
                    if (!OBJECT_CREATED.equals(kinds.text()) || kinds.entries().size() > 1) {
                        throw new IllegalArgumentException("an S3 event of %s is of something else than %s"
                                .formatted(function.name(), OBJECT_CREATED));
                    }
                    var rules = event.get("Filter").get("S3Key").get("Rules");
                    return new Notification(function, rule("prefix", rules), rule("suffix", rules));
                })
                .toList();
    }

    private static String rule(String name, Node rules) {
        return rules.entries().stream()
                .filter(rule -> name.equalsIgnoreCase(rule.get("Name").text()))
                .map(rule -> Objects.toString(rule.get("Value").text(), ""))
                .findFirst()
                .orElse("");
    }

    /// @throws IllegalArgumentException it is no rate, but a date or cron
    private static Duration rate(String expression) {
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    expression + " is no schedule that this can run: rate(N minutes|hours|days)");
        }
        var unit = ChronoUnit.valueOf(rate.group("unit").toUpperCase(Locale.ROOT) + "S");
        return unit.getDuration().multipliedBy(Long.parseLong(rate.group("number")));
    }

    private Route.@Nullable Authorizer authorizer(Node event, Node resources) {
        var apiName = event.get("ApiId").get("Ref").text();
        var auth =
                resources.get(apiName == null ? "" : apiName).get("Properties").get("Auth");
        var name = event.get("Auth")
                .get("Authorizer")
                .or(auth.get("DefaultAuthorizer"))
                .text();
        if (name == null || name.equals(NO_AUTHORIZER)) {
            return null;
        }
        var definition = auth.get("Authorizers").get(name);
        var arn = definition.get("FunctionArn"); // !GetAtt NAME.Arn, or !Ref NAME.Alias
        var functionName = arn.get("Fn::GetAtt").or(arn.get("Ref")).text();
        var function = functionName == null ? null : functions.get(functionName.replaceFirst("\\..*", ""));
        if (function == null) {
            throw new IllegalArgumentException("authorizer " + name + " names no function of this template");
        }
        var headers = definition.get("Identity").get("Headers").texts();
        return new Route.Authorizer(
                function,
                (headers.isEmpty() ? List.of("Authorization") : headers)
                        .stream().map(header -> header.toLowerCase(Locale.ROOT)).toList());
    }
}
