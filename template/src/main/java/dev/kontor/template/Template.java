package dev.kontor.template;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A SAM template: its functions, the routes of its HTTP API, its schedules, the functions that hear
/// of new objects in its bucket, and what pages of other origins may do. Where a value has a
/// condition, it is that of a stack with all parameters at their defaults. Immutable.
public final class Template {
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String API = "AWS::Serverless::HttpApi";
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    private static final String DEFAULT_CODE = ".";
    private static final String NO_AUTHORIZER = "NONE";
    private static final String OBJECT_CREATED = "s3:ObjectCreated:*";
    private static final Pattern RATE =
            Pattern.compile("rate\\((?<number>[1-9]\\d{0,8}) (?<unit>minute|hour|day)s?\\)");

    private final Path directory;
    private final TemplateNode root;
    private final Map<String, LambdaDefinition> functions = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final List<NotificationConfiguration> notifications = new ArrayList<>();

    private Template(Path directory, TemplateNode root) {
        this.directory = directory;
        this.root = root;
        var resources = root.get("Resources").ofType(FUNCTION);
        resources.forEach((name, resource) -> functions.put(name, function(name, resource)));
        // An authorizer may stand behind the functions that it guards.
        functions.forEach((name, function) -> addEvents(function, Objects.requireNonNull(resources.get(name))));
    }

    /// Reads the whole template.
    ///
    /// @throws IOException the file cannot be read, or is no template of functions
    public static Template read(Path file) throws IOException {
        var directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var root = new TemplateNode(CloudFormationYaml.read(file));
        try {
            return new Template(directory, root);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    public List<LambdaDefinition> functions() {
        return List.copyOf(functions.values());
    }

    /// The function with this logical id.
    ///
    /// @throws IllegalArgumentException there is none
    public LambdaDefinition function(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("the template has no function " + name);
        }
        return function;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    public List<Schedule> schedules() {
        return List.copyOf(schedules);
    }

    public List<NotificationConfiguration> notifications() {
        return List.copyOf(notifications);
    }

    /// The rule by which pages of other origins call the API; empty where they may not.
    public Optional<CorsRule> apiCors() {
        return cors(API).filter(node -> !node.keys().isEmpty()).findFirst().map(CorsRule::ofApi);
    }

    /// The rules by which pages of other origins upload and download, in the order in which they
    /// are tried.
    public List<CorsRule> bucketCors() {
        return cors(BUCKET)
                .flatMap(node -> node.get("CorsRules").entries().stream())
                .map(CorsRule::ofBucket)
                .toList();
    }

    /// A stack is called by browsers unless a parameter says otherwise.
    private Stream<TemplateNode> cors(String type) {
        return root.get("Resources").ofType(type).values().stream()
                .map(resource ->
                        resource.get("Properties").get("CorsConfiguration").then());
    }

    private LambdaDefinition function(String name, TemplateNode resource) {
        var properties = resource.get("Properties");
        var handler = setting("Handler", resource).text();
        if (handler == null) {
            throw new IllegalArgumentException("function " + name + " has no Handler");
        }
        var timeout = setting("Timeout", resource).text();
        var code = setting("CodeUri", resource).text();
        return new LambdaDefinition(
                name,
                handler.replaceFirst("::.*", ""),
                directory.resolve(code == null ? DEFAULT_CODE : code).normalize(),
                timeout == null ? DEFAULT_TIMEOUT : Duration.ofSeconds(Long.parseLong(timeout)),
                resource.get("DependsOn").text(),
                variables(properties, globals(resource, "Environment")));
    }

    private TemplateNode setting(String property, TemplateNode resource) {
        return resource.get("Properties").get(property).or(globals(resource, property));
    }

    private TemplateNode globals(TemplateNode resource, String property) {
        var isIgnored = resource.get("IgnoreGlobals").texts().contains(property);
        return isIgnored
                ? new TemplateNode(null)
                : root.get("Globals").get("Function").get(property);
    }

    private static Set<String> variables(TemplateNode properties, TemplateNode globalEnvironment) {
        var names = new TreeSet<String>();
        for (var environment : List.of(globalEnvironment, properties.get("Environment"))) {
            environment.get("Variables").keys().forEach(key -> names.add(Objects.toString(key)));
        }
        return Collections.unmodifiableSet(names);
    }

    private void addEvents(LambdaDefinition function, TemplateNode resource) {
        var events = resource.get("Properties").get("Events");
        for (var event : properties(events, "HttpApi")) {
            routes.add(route(function, event));
        }
        for (var event : properties(events, "ScheduleV2")) {
            schedules.add(schedule(function, event));
        }
        for (var event : properties(events, "S3")) {
            notifications.add(notification(function, event));
        }
    }

    private static List<TemplateNode> properties(TemplateNode events, String type) {
        return events.ofType(type).values().stream()
                .map(event -> event.get("Properties"))
                .toList();
    }

    private Route route(LambdaDefinition function, TemplateNode event) {
        var method = event.get("Method").text();
        var path = event.get("Path").text();
        if (method == null || path == null) {
            throw new IllegalArgumentException(
                    "an HttpApi event of " + function.name() + " lacks its Method or its Path");
        }
        return new Route(method.toUpperCase(Locale.ROOT), new PathTemplate(path), function, authorizer(event));
    }

    private Route.@Nullable RouteAuthorizer authorizer(TemplateNode event) {
        var api = Objects.requireNonNullElse(event.get("ApiId").get("Ref").text(), "");
        var auth = root.get("Resources").get(api).get("Properties").get("Auth");
        var own = event.get("Auth").get("Authorizer");
        var name = own.or(auth.get("DefaultAuthorizer")).text();
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
        return new Route.RouteAuthorizer(function, identityHeaders(definition));
    }

    private static List<String> identityHeaders(TemplateNode authorizer) {
        var headers = authorizer.get("Identity").get("Headers").texts();
        return (headers.isEmpty() ? List.of("Authorization") : headers)
                .stream().map(header -> header.toLowerCase(Locale.ROOT)).toList();
    }

    private static Schedule schedule(LambdaDefinition function, TemplateNode event) {
        var expression = event.get("ScheduleExpression").otherwise().text();
        if (expression == null) {
            throw new IllegalArgumentException(
                    "a ScheduleV2 event of " + function.name() + " lacks its ScheduleExpression");
        }
        return new Schedule(function, rate(expression));
    }

    /// @throws IllegalArgumentException it is a date or cron
    private static Duration rate(String expression) {
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    "schedule " + expression + " is not supported; use rate(N minutes|hours|days)");
        }
        var unit = ChronoUnit.valueOf(rate.group("unit").toUpperCase(Locale.ROOT) + "S");
        return unit.getDuration().multipliedBy(Long.parseLong(rate.group("number")));
    }

    private static NotificationConfiguration notification(LambdaDefinition function, TemplateNode event) {
        var kinds = event.get("Events");
        if (!OBJECT_CREATED.equals(kinds.text()) || kinds.entries().size() > 1) {
            throw new IllegalArgumentException(
                    "an S3 event of " + function.name() + " is not supported; use " + OBJECT_CREATED);
        }
        var rules = event.get("Filter").get("S3Key").get("Rules");
        return new NotificationConfiguration(function, rule("prefix", rules), rule("suffix", rules));
    }

    private static String rule(String name, TemplateNode rules) {
        return rules.entries().stream()
                .filter(rule -> name.equalsIgnoreCase(rule.get("Name").text()))
                .map(rule -> Objects.toString(rule.get("Value").text(), ""))
                .findFirst()
                .orElse("");
    }
}
