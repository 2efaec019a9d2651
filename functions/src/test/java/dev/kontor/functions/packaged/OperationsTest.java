package dev.kontor.functions.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.functions.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The operator's documents and parameters agree with `template.yaml`.
final class OperationsTest {

    private static final Map<String, Object> RESOURCES = Project.resources();
    private static final Pattern OVERRIDE = Pattern.compile("(?m)^ +\"(\\w+)=([^\"]*)\",$");

    /// In an alarm, or in the dashboard.
    private static final Pattern METRIC = Pattern.compile(
            "(?:Namespace: Kontor\\n" + " +MetricName: |\\[\"Kontor\", \"|MetricName=\\\\\")(?<name>\\w+)");

    private static final Pattern STEP = Pattern.compile("(?m)^[123]\\. \\S");

    static List<String> alarms() {
        return RESOURCES.keySet().stream()
                .filter(id -> "AWS::CloudWatch::Alarm".equals(resource(id).get("Type")))
                .sorted()
                .toList();
    }

    /// An alarm's section says what it means, and the first three things to look at.
    @ParameterizedTest
    @MethodSource("alarms")
    void everyAlarmHasItsSection(String alarm) throws IOException {
        assertThat(sections())
                .filteredOn(section -> section.startsWith(alarm + "\n"))
                .singleElement()
                .satisfies(
                        section -> assertThat(STEP.matcher(section).results()).hasSize(3));
    }

    @Test
    void everySectionOfAnAlarmIsOfOneThatThereIs() throws IOException {
        assertThat(sections())
                .map(section -> section.lines().findFirst().orElse(""))
                .filteredOn(title -> title.endsWith("Alarm"))
                .containsExactlyInAnyOrderElementsOf(alarms());
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void everyAlarmIsToldWhenItBeginsAndEnds(String alarm) {
        var topic = List.of(Map.of("Ref", "Alarms"));

        assertThat(PlainJson.object(resource(alarm), "Properties"))
                .containsEntry("AlarmActions", topic)
                .containsEntry("OKActions", topic)
                .containsKeys("AlarmDescription", "TreatMissingData");
    }

    /// Alarms on the database exist only where this template makes the database.
    @Test
    void whatWatchesTheDatabaseIsMadeWithIt() {
        assertThat(alarms())
                .filteredOn(alarm -> alarm.startsWith("Proxy") || alarm.startsWith("Database"))
                .hasSizeGreaterThan(3)
                .allSatisfy(alarm -> assertThat(resource(alarm))
                        .containsEntry("Condition", alarm.startsWith("Proxy") ? "MakesProxy" : "MakesDatabase"));
    }

    /// CloudWatch and API Gateway would say so at the end of a deploy.
    @Test
    void dashboardAndAccessLogAreJson() {
        var sub = PlainJson.at(RESOURCES, "Dashboard.Properties.DashboardBody.Fn::Sub.0");
        var dashboard = PlainJson.read(String.valueOf(sub).replaceAll("\\$\\{[^}]+\\}", "x"));
        var line = PlainJson.at(RESOURCES, "Api.Properties.AccessLogSettings.Format");

        assertThat(PlainJson.at(dashboard, "widgets"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSizeGreaterThan(5);
        assertThat(PlainJson.read(String.valueOf(line)))
                .containsEntry("route", "$context.routeKey")
                .doesNotContainValue("$context.path");
    }

    /// One that nobody writes is an empty picture, and an alarm that never ends.
    @Test
    void theFunctionsMetricsThatAreLookedAtAreThoseThatTheyWrite() throws IOException {
        var template = Files.readString(Project.ROOT.resolve("template.yaml"));
        var names = METRIC.matcher(template)
                .results()
                .map(metric -> template.substring(metric.start("name"), metric.end("name")))
                .toList();
        var sources = Project.ROOT.resolve("functions/src/main/java/dev/kontor/functions");
        var written = Files.readString(sources.resolve("http/RequestLog.java"))
                + Files.readString(sources.resolve("schedule/Backlog.java"));

        assertThat(names).contains("DatabaseMillis", "OldestWaitingSeconds");
        assertThat(names).allSatisfy(name -> assertThat(written).contains('"' + name + '"'));
        assertThat(Files.readString(sources.resolve("log/LogLine.java")))
                .contains("NAMESPACE = \"Kontor\"", "FUNCTION = \"function\"");
        assertThat(template).doesNotContain("Kontor,operation");
    }

    /// The filter looks for a text that is logged, at the level that it is logged at.
    @Test
    void aKeySetThatCannotBeFetchedIsCounted() throws IOException {
        var pattern = String.valueOf(PlainJson.at(RESOURCES, "KeySetFailures.Properties.FilterPattern"));
        var keySet =
                Files.readString(Project.ROOT.resolve("functions/src/main/java/dev/kontor/functions/auth/KeySet.java"));

        assertThat(pattern).isEqualTo("{ $.level = \"WARN\" && $.message = \"*gives no key set*\" }");
        assertThat(keySet).contains("LOG.warn(\"{} gives no key set: {}\"");
    }

    @Test
    void aPaymentThatGivesNothingIsCounted() throws IOException {
        var pattern = String.valueOf(PlainJson.at(RESOURCES, "PaymentProblems.Properties.FilterPattern"));
        var webhook = Files.readString(
                Project.ROOT.resolve("functions/src/main/java/dev/kontor/functions/purchases/ReceiveStripeEvent.java"));

        assertThat(pattern).isEqualTo("{ $.level = \"ERROR\" && $.message = \"*payment needs a look*\" }");
        assertThat(webhook).contains("LOG.error(", "\"A payment needs a look: {}");
    }

    @Test
    void everyEnvironmentSetsParametersThatThereAre() throws IOException {
        var parameters = PlainJson.object(Project.yaml("template.yaml"), "Parameters");
        var overrides = OVERRIDE.matcher(Files.readString(Project.ROOT.resolve("samconfig.toml")))
                .results()
                .toList();

        assertThat(overrides).hasSizeGreaterThan(10);
        for (var override : overrides) {
            var parameter = PlainJson.object(parameters, override.group(1));
            assertThat(parameter).as(override.group(1)).isNotEmpty();
            if (parameter.get("AllowedValues") instanceof List<?> allowed) {
                assertThat(allowed.stream().map(String::valueOf))
                        .as(override.group(1))
                        .contains(override.group(2));
            }
        }
    }

    private static List<String> sections() throws IOException {
        var text = Files.readString(Project.ROOT.resolve("docs/alarms.md"));
        return Arrays.asList(text.split("(?m)^#+ ", -1));
    }

    private static Map<String, Object> resource(String id) {
        return PlainJson.object(RESOURCES, id);
    }
}
