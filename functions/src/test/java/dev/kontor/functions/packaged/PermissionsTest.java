package dev.kontor.functions.packaged;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.kontor.functions.testing.Project;
import dev.kontor.template.LambdaDefinition;
import dev.kontor.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// By `template.yaml` each function may do what its code does, and nothing more.
final class PermissionsTest {

    private static final Template TEMPLATE = Project.TEMPLATE;
    private static final Map<String, Object> RESOURCES = Project.resources();

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.kontor.functions");

    /// The permissions that a call of the code needs in S3, by `CLASS.METHOD`.
    private static final Map<String, Set<String>> CONTENT = Map.ofEntries(
            entry("ContentUpload.of", Set.of("s3:PutObject")),
            entry("ObjectStore.download", Set.of("s3:GetObject")),
            entry("ObjectStore.head", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.heads", Set.of("s3:GetObject", "s3:ListBucket")),
            entry("ObjectStore.putEmpty", Set.of("s3:PutObject")),
            entry("ObjectDeletions.deleteObjects", Set.of("s3:AbortMultipartUpload", "s3:DeleteObject")),
            entry("MultipartUploads.sign", Set.of("s3:PutObject")),
            entry("MultipartUploads.progress", Set.of("s3:ListMultipartUploadParts", "s3:GetObject", "s3:ListBucket")),
            entry(
                    "MultipartUploads.complete",
                    Set.of("s3:ListMultipartUploadParts", "s3:PutObject", "s3:GetObject", "s3:ListBucket")),
            entry("MultipartUploads.end", Set.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket")),
            entry("ExportBody.withLink", Set.of("s3:GetObject")),
            entry("Exports.wake", Set.of("s3:PutObject")),
            entry("Exports.wakeSilent", Set.of("s3:PutObject")),
            entry(
                    "ExportSteps.write",
                    Set.of("s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:AbortMultipartUpload")),
            entry("ExportSteps.forget", Set.of("s3:DeleteObject")));

    /// What each kind of permission may be about: content, exports, and the objects that wake exports.
    private static final Map<String, Set<String>> PREFIXES = Map.of(
            "s3:GetObject", Set.of("files", "exports"),
            "s3:PutObject", Set.of("files", "exports", "export-steps"),
            "s3:DeleteObject", Set.of("files", "exports", "export-steps"),
            "s3:ListMultipartUploadParts", Set.of("files"),
            "s3:AbortMultipartUpload", Set.of("files", "exports"));

    /// Roles of operations that touch exports alone.
    private static final Map<String, String> EXPORTS_ALONE =
            Map.of("ExportRequestsRole", "export-steps", "ExportDownloadsRole", "exports");

    static List<LambdaDefinition> functions() {
        return TEMPLATE.functions();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aFunctionMayDoWithContentWhatItsCodeDoes(LambdaDefinition function) {
        assertThat(actions(function).stream().filter(action -> action.startsWith("s3:")))
                .containsExactlyInAnyOrderElementsOf(contentOf(function));
    }

    /// API Gateway tells its caller of a failure; of any other call, a queue has to keep it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aFunctionThatNobodyWaitsForKeepsWhatFailed(LambdaDefinition function) {
        var isRouted =
                TEMPLATE.routes().stream().anyMatch(route -> route.function().equals(function));
        var isWaitedFor = isRouted || Set.of("Authorizer", "Migrate").contains(function.name());
        var queue =
                PlainJson.at(properties(function.name()), "EventInvokeConfig.DestinationConfig.OnFailure.Destination");

        assertThat(queue).isEqualTo(isWaitedFor ? null : Map.of("Fn::GetAtt", "DeadLetters.Arn"));
        assertThat(actions(function).contains("sqs:SendMessage")).isNotEqualTo(isWaitedFor);
    }

    /// Functions sign in as the role that reads and writes rows: through the proxy or, in the small
    /// size, to the cluster itself. Only the migration signs in as the owner.
    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aFunctionSignsInAsWhoItHasToBe(LambdaDefinition function) {
        var users = statements(role(function)).stream()
                .filter(statement -> statement.actions().contains("rds-db:connect"))
                .map(statement -> text(statement.resource()).split(":dbuser:", 2)[1])
                .collect(toSet());

        assertThat(users).isEqualTo(databaseUsers(function.name()));
    }

    private static Set<String> databaseUsers(String function) {
        return switch (function) {
            case "Authorizer" -> Set.of();
            case "Migrate" -> Set.of("${Database.DBClusterResourceId}/kontor");
            default ->
                Set.of(
                        "${Proxy}/kontor_app",
                        "${Database.DBClusterResourceId}/kontor_app",
                        "${DatabaseResourceId}/${DatabaseUser}");
        };
    }

    /// Network interfaces know no narrower resource; what the code itself calls is denied.
    @Test
    void nothingIsAllowedOnEverythingButWhatLambdaNeedsForANetwork() {
        for (var owner : policyOwners()) {
            for (var statement : ownStatements(owner)) {
                assertThat(statement.actions()).as(owner).noneMatch(action -> action.contains("*"));
                if (statement.isAllowed() && !owner.equals("NetworkPolicy")) {
                    assertThat(statement.resource()).as(owner).isNotEqualTo("*");
                }
            }
        }
        var network = statements("NetworkPolicy");
        assertThat(network).hasSize(2);
        assertThat(network.get(1).isAllowed()).isFalse();
        assertThat(network.get(1).actions()).isEqualTo(network.get(0).actions());
    }

    @Test
    void contentIsTouchedBelowItsPrefixOnly() {
        var content = policyOwners().stream()
                .flatMap(owner -> ownStatements(owner).stream())
                .filter(s -> s.actions().stream().anyMatch(a -> a.startsWith("s3:")))
                .toList();

        assertThat(content).isNotEmpty();
        for (var statement : content) {
            if (statement.actions().equals(Set.of("s3:ListBucket"))) {
                // The HEAD of a missing object carries no prefix: with a condition on it, S3 answers 403.
                assertThat(text(statement.resource())).endsWith(":s3:::${StorageBucket}");
                assertThat(statement.condition()).isNull();
            } else {
                assertThat(statement.actions())
                        .allSatisfy(action -> assertThat(PREFIXES.get(action)).containsAll(prefixes(statement)));
            }
        }
        EXPORTS_ALONE.forEach((role, prefix) -> assertThat(ownStatements(role))
                .allSatisfy(statement -> assertThat(prefixes(statement)).containsExactly(prefix)));
    }

    private static List<String> prefixes(Statement statement) {
        var resources = statement.resource() instanceof List<?> list ? list : List.of(statement.resource());
        return resources.stream()
                .map(resource -> text(resource).split(":s3:::", 2)[1])
                .map(path -> path.replaceFirst("^\\$\\{StorageBucket}/([a-z-]+)/\\*$", "$1"))
                .toList();
    }

    @Test
    void onlyItsOwnClientsReachTheDatabase() {
        var rules = new TreeSet<String>();
        for (var id : ofType("AWS::EC2::SecurityGroupIngress")) {
            var rule = properties(id);
            rules.add("%s → %s:%s"
                    .formatted(
                            PlainJson.at(rule, "SourceSecurityGroupId.Ref"),
                            PlainJson.at(rule, "GroupId.Ref"),
                            rule.get("FromPort")));
            assertThat(rule.get("ToPort")).isEqualTo(rule.get("FromPort"));
        }

        assertThat(PlainJson.at(RESOURCES, "DatabaseFromFunctions.Condition"))
                .as("only where there is no proxy")
                .isEqualTo("ConnectsDirectly");
        assertThat(rules)
                .containsExactly(
                        "FunctionsSecurityGroup → DatabaseSecurityGroup:5432",
                        "FunctionsSecurityGroup → ProxySecurityGroup:5432",
                        "MigrateSecurityGroup → DatabaseSecurityGroup:5432",
                        "ProxySecurityGroup → DatabaseSecurityGroup:5432");
        assertThat(ofType("AWS::EC2::SecurityGroup")).allSatisfy(id -> {
            assertThat(properties(id)).doesNotContainKey("SecurityGroupIngress");
            assertThat(properties(id)).containsKey("SecurityGroupEgress");
        });
    }

    /// @param resource as it stands in the template
    private record Statement(
            boolean isAllowed,
            Set<String> actions,
            @Nullable Object resource,
            @Nullable Object condition) {

        static Statement of(Map<String, Object> json) {
            var action = json.get("Action");
            return new Statement(
                    "Allow".equals(json.get("Effect")),
                    action instanceof List<?> list
                            ? list.stream().map(String::valueOf).collect(toSet())
                            : Set.of(String.valueOf(action)),
                    json.get("Resource"),
                    json.get("Condition"));
        }
    }

    private static String role(LambdaDefinition function) {
        var arn = String.valueOf(PlainJson.at(properties(function.name()), "Role.Fn::GetAtt"));
        assertThat(arn).as("role of " + function).endsWith("Role.Arn");
        return arn.substring(0, arn.length() - ".Arn".length());
    }

    private static Set<String> actions(LambdaDefinition function) {
        return statements(role(function)).stream()
                .filter(Statement::isAllowed)
                .flatMap(statement -> statement.actions().stream())
                .collect(toSet());
    }

    private static Set<String> contentOf(LambdaDefinition function) {
        if (!CLASSES.contain(function.handler())) {
            return Set.of(); // Migrate, of another module
        }
        JavaClass handler = CLASSES.get(function.handler());
        return handler.getAccessesFromSelf().stream()
                .map(access -> access.getTargetOwner().getSimpleName()
                        + "."
                        + access.getTarget().getName())
                .flatMap(call -> CONTENT.getOrDefault(call, Set.of()).stream())
                .collect(toSet());
    }

    private static List<String> policyOwners() {
        var owners = new ArrayList<>(ofType("AWS::IAM::Role"));
        owners.addAll(ofType("AWS::IAM::ManagedPolicy"));
        return owners;
    }

    private static List<String> ofType(String type) {
        return RESOURCES.keySet().stream()
                .filter(id -> type.equals(PlainJson.object(RESOURCES, id).get("Type")))
                .sorted()
                .toList();
    }

    private static Map<String, Object> properties(String id) {
        return PlainJson.object(PlainJson.object(RESOURCES, id), "Properties");
    }

    /// The statements of a role or a policy, and of the policies of this template that a role names,
    /// whatever their conditions.
    private static List<Statement> statements(String id) {
        var found = new ArrayList<>(ownStatements(id));
        for (var policy : references(properties(id).get("ManagedPolicyArns"))) {
            if (RESOURCES.containsKey(policy)) {
                found.addAll(statements(policy));
            }
        }
        return found;
    }

    private static List<Statement> ownStatements(String id) {
        var found = new ArrayList<Statement>();
        collect(properties(id).get("PolicyDocument"), found);
        collect(properties(id).get("Policies"), found);
        return found;
    }

    /// The text of a `!Sub`, with or without values of its own.
    private static String text(@Nullable Object sub) {
        var argument = PlainJson.at(sub, "Fn::Sub");
        return String.valueOf(argument instanceof List<?> list ? list.getFirst() : argument);
    }

    private static void collect(@Nullable Object json, List<Statement> found) {
        switch (json) {
            case Map<?, ?> map
            when map.containsKey("Effect") -> {
                var statement = new TreeMap<String, Object>();
                map.forEach((name, value) -> statement.put(String.valueOf(name), value));
                found.add(Statement.of(statement));
            }
            case Map<?, ?> map -> map.values().forEach(value -> collect(value, found));
            case List<?> list -> list.forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }

    private static Set<String> references(@Nullable Object json) {
        var found = new TreeSet<String>();
        switch (json) {
            case Map<?, ?> map when map.containsKey("Ref") -> found.add(String.valueOf(map.get("Ref")));
            case Map<?, ?> map -> map.values().forEach(value -> found.addAll(references(value)));
            case List<?> list -> list.forEach(item -> found.addAll(references(item)));
            case null, default -> {}
        }
        return found;
    }
}
