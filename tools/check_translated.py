#!/usr/bin/env python3
"""Checks what SAM makes of a template: that everything which the template says has arrived.

    tools/check_translated.py [TEMPLATE …]

SAM rewrites functions, routes, the authorizer, schedules and CORS, and leaves out in silence what it
does not understand. CloudFormation then makes an API without its CORS, or calls code that is not
published. Needs the package aws-sam-translator, which comes with aws-sam-cli, and no AWS account.
"""

import argparse
import json
import re
import sys

from count_resources import transformed

FUNCTION = "AWS::Serverless::Function"
NO_VALUE = {"Ref": "AWS::NoValue"}

# Versions that are published at the same time. Each takes a snapshot, of which Lambda makes only
# some at once, and functions are changed by an API that takes only some calls a second.
PUBLISHED_AT_ONCE_MAX = 10

# Headers of the API. A browser sends and reads no others across origins.
HEADERS_SENT = {"authorization", "content-type", "idempotency-key", "if-match", "share-password",
                "traceparent", "tracestate", "baggage", "x-correlation-id"}
HEADERS_READ = {"etag", "idempotency-replayed", "location", "retry-after", "www-authenticate",
                "x-correlation-id"}
CONTENT_HEADERS_READ = {"etag", "accept-ranges", "content-range", "content-length"}

# Connections that Aurora PostgreSQL takes at the least DatabaseMaxCapacity that the template allows.
# AWS names 189 for one capacity unit and 823 for four, which lie on a straight line.
CONNECTIONS_AT_LEAST_CAPACITY = 400
LEAST_MAX_CAPACITY = 2
# The rest is for migrations, for people, and for Aurora itself.
CONNECTIONS_SHARE = 0.9


class Translated:
    """A template as it is written, and as SAM translates it."""

    def __init__(self, path):
        self.source, template = transformed(path)
        self.resources = template["Resources"]
        self.functions = {
            name: resource
            for name, resource in self.source["Resources"].items()
            if resource["Type"] == FUNCTION
        }
        self.errors = []

    def expect(self, holds, message):
        if not holds:
            self.errors.append(message)

    def properties(self, name):
        return self.resources.get(name, {}).get("Properties", {})

    def of_type(self, kind):
        return {name: r for name, r in self.resources.items() if r["Type"] == kind}

    def setting(self, function, name):
        """A property of a function, or of the Globals; None where it has neither."""
        resource = self.functions[function]
        own = resource["Properties"].get(name)
        if own is not None or name in resource.get("IgnoreGlobals", []):
            return own
        return self.source["Globals"]["Function"].get(name)

    def with_parameters(self, value):
        """A value with the defaults of parameters in place of their names."""
        if isinstance(value, dict) and list(value) == ["Ref"]:
            return self.source["Parameters"].get(value["Ref"], {}).get("Default", value)
        if isinstance(value, dict):
            return {key: self.with_parameters(inner) for key, inner in value.items()}
        return [self.with_parameters(inner) for inner in value] if isinstance(value, list) else value

    def published(self):
        return [name for name in self.functions if self.setting(name, "AutoPublishAlias")]

    def alias(self, function):
        return f"{function}Alias{self.setting(function, 'AutoPublishAlias')}"


def check_cors(t):
    written = t.source["Resources"]["Api"]["Properties"]["CorsConfiguration"]
    cors = t.properties("Api")["Body"].get("x-amazon-apigateway-cors", {})
    # Under a condition, SAM translates all of it; otherwise it must be a map of its own.
    branches = cors.get("Fn::If") if isinstance(cors, dict) else None
    if branches:
        t.expect(branches[2] == NO_VALUE, "CORS: the other branch of its condition says something")
        cors, written = branches[1], written["Fn::If"][1]
    expected = {"allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge"}
    t.expect(set(cors) == expected, f"CORS: has {sorted(cors)} and not {sorted(expected)}")
    for name, value in cors.items():
        # SAM puts parameters' values into an API.
        as_written = t.with_parameters(written.get(name[0].upper() + name[1:]))
        t.expect(as_written == value, f"CORS: {name} is not as written")
    methods = {
        method.upper() for path in t.properties("Api")["Body"]["paths"].values() for method in path
        if not method.startswith("x-") and method != "parameters"
    }
    t.expect(set(cors.get("allowMethods", [])) == methods, f"CORS: methods other than {sorted(methods)}")
    t.expect(set(cors.get("allowHeaders", [])) == HEADERS_SENT, "CORS: other headers may be sent")
    t.expect(set(cors.get("exposeHeaders", [])) == HEADERS_READ, "CORS: other headers can be read")
    rules = t.properties("Bucket").get("CorsConfiguration", {})
    rules = rules.get("Fn::If", [None, rules])[1].get("CorsRules", [{}])
    exposed = {name.lower() for name in rules[0].get("ExposedHeaders", [])}
    t.expect(exposed == CONTENT_HEADERS_READ, f"CORS of the bucket: exposes {sorted(exposed)}")


def check_authorizer(t):
    written = t.source["Resources"]["Api"]["Properties"]["Auth"]["Authorizers"]["BearerToken"]
    schemes = t.properties("Api")["Body"]["components"]["securitySchemes"]
    made = schemes.get("BearerToken", {}).get("x-amazon-apigateway-authorizer", {})
    alias = {"Ref": t.alias("Authorizer")}
    for name, value in {
        "type": "request",
        "authorizerPayloadFormatVersion": written["AuthorizerPayloadFormatVersion"],
        "enableSimpleResponses": written["EnableSimpleResponses"],
        "authorizerResultTtlInSeconds": written["Identity"]["ReauthorizeEvery"],
        "identitySource": [f"$request.header.{h}" for h in written["Identity"]["Headers"]],
    }.items():
        t.expect(made.get(name) == value, f"authorizer: {name} is {made.get(name)} and not {value}")
    t.expect(contains(made.get("authorizerUri"), alias), "authorizer: is not the published one")
    permission = t.properties("ApiBearerTokenAuthorizerPermission")
    t.expect(permission.get("FunctionName") == alias, "authorizer: the API may not call its alias")
    t.expect("/authorizers/*" in json.dumps(permission), "authorizer: the permission is not of authorizers")


def check_published(t):
    for name in t.published():
        versions = [
            id for id, version in t.of_type("AWS::Lambda::Version").items()
            if version["Properties"]["FunctionName"] == {"Ref": name}
        ]
        t.expect(len(versions) == 1, f"{name}: {len(versions)} versions")
        for version in versions:
            t.expect(
                t.properties(t.alias(name)).get("FunctionVersion") == {"Fn::GetAtt": [version, "Version"]},
                f"{name}: its alias is not of its version")
            t.expect(t.resources[version].get("DeletionPolicy") == "Delete", f"{name}: versions stay")
        t.expect("Schema" in depended(t.resources[name]), f"{name}: does not wait for the schema")
    functions = t.of_type("AWS::Lambda::Function")
    t.expect(set(functions) == set(t.functions), "functions: others than those of the template")
    for name, function in functions.items():
        written = t.setting(name, "Environment")
        made = function["Properties"].get("Environment", {})
        for variable in (written or {}).get("Variables", {}):
            t.expect(variable in made.get("Variables", {}), f"{name}: lacks the variable {variable}")
        for setting in ("Timeout", "MemorySize", "VpcConfig", "SnapStart", "LoggingConfig",
                        "ReservedConcurrentExecutions", "Architectures", "Role", "EphemeralStorage",
                        "RecursiveLoop"):
            t.expect(
                function["Properties"].get(setting) == t.setting(name, setting),
                f"{name}: {setting} is not as written")


def check_events(t):
    """Whatever calls a function calls its alias, and may."""
    body = t.properties("Api")["Body"]
    routes = 0
    for name, resource in t.functions.items():
        for event, definition in resource["Properties"].get("Events", {}).items():
            properties = definition["Properties"]
            alias = t.alias(name)
            if definition["Type"] == "HttpApi":
                routes += 1
                route = body["paths"].get(properties["Path"], {}).get(properties["Method"].lower(), {})
                integration = route.get("x-amazon-apigateway-integration", {})
                is_public = properties.get("Auth", {}).get("Authorizer") == "NONE"
                t.expect(f"${{{alias}}}" in json.dumps(integration), f"{name}: its route calls no alias")
                t.expect(integration.get("payloadFormatVersion") == "2.0", f"{name}: another format")
                security = route.get("security", [])
                allowed = ([], [{"NONE": []}]) if is_public else ([{"BearerToken": []}],)
                t.expect(security in allowed, f"{name}: its route has the security {security}")
                permission = t.properties(f"{name}{event}Permission")
                t.expect(permission.get("FunctionName") == {"Ref": alias}, f"{name}: the API may not call it")
            elif definition["Type"] == "ScheduleV2":
                schedule = t.properties(f"{name}{event}")
                t.expect(
                    schedule.get("ScheduleExpression") == properties["ScheduleExpression"],
                    f"{name}: its schedule is not as written")
                t.expect(schedule.get("Target", {}).get("Arn") == {"Ref": alias}, f"{name}: scheduled as another")
                t.expect("Name" not in schedule, f"{name}: its schedule has the same name in each stack")
                role = t.properties(f"{name}{event}Role")
                t.expect(contains(role.get("Policies"), {"Ref": alias}), f"{name}: the schedule may not call it")
            elif definition["Type"] == "S3":
                bucket = t.resources[properties["Bucket"]["Ref"]]
                calls = bucket["Properties"]["NotificationConfiguration"]["LambdaConfigurations"]
                heard = [call.get("Filter") for call in calls if call["Function"] == {"Ref": alias}]
                t.expect(heard == [properties["Filter"]], f"{name}: hears of other objects")
                hearing = sum(
                    event["Type"] == "S3"
                    for r in t.functions.values() for event in r["Properties"].get("Events", {}).values())
                t.expect(len(calls) == hearing, f"{name}: the bucket calls another")
                t.expect(f"{name}{event}Permission" in depended(bucket), f"{name}: the bucket does not wait for its permission")
                permission = t.properties(f"{name}{event}Permission")
                t.expect("SourceAccount" in permission, f"{name}: a bucket of anybody may call it")
            else:
                t.errors.append(f"{name}: no check knows the event {definition['Type']}")
        if "EventInvokeConfig" in resource["Properties"]:
            made = t.properties(f"{name}EventInvokeConfig")
            t.expect(made.get("Qualifier") == "live", f"{name}: what failed is kept for no alias")
            t.expect(
                made.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
                == {"Fn::GetAtt": ["DeadLetters", "Arn"]},
                f"{name}: what failed is not kept")
    t.expect(
        routes == sum(1 for path in body["paths"].values() for m in path if m != "parameters"),
        "routes: others than those of the template")


def check_rest(t):
    """What SAM adds is a schedule's role; what it does not know stays as it was."""
    for name, resource in t.source["Resources"].items():
        if not resource["Type"].startswith("AWS::Serverless::") and name != "Bucket":
            t.expect(t.resources.get(name) == resource, f"{name}: is changed")
    roles = set(t.of_type("AWS::IAM::Role")) - set(t.source["Resources"])
    schedules = {
        f"{name}{event}Role" for name, r in t.functions.items()
        for event, e in r["Properties"].get("Events", {}).items() if e["Type"] == "ScheduleV2"
    }
    t.expect(roles == schedules, f"roles: SAM makes {sorted(roles ^ schedules)}")
    stage = t.properties("ApiApiGatewayDefaultStage")
    written = t.source["Resources"]["Api"]["Properties"]
    for name in ("DefaultRouteSettings", "AccessLogSettings"):
        t.expect(stage.get(name) == written[name], f"stage: {name} is not as written")
    t.expect(stage.get("AutoDeploy") is True, "stage: does not follow the API")
    t.expect(t.properties("Api").get("FailOnWarnings") is True, "API: ignores warnings")
    unresolved = re.findall(r'"(?:Ref|Fn::GetAtt)": "?\[?"?([\w.]+\.(?:Alias|Version))"', json.dumps(t.resources))
    t.expect(not unresolved, f"unresolved: {unresolved}")


def check_waves(t):
    """At no time are more versions published than one wave has, and no resource waits for itself."""
    waits_for = {name: depended(r) | references(r.get("Properties")) for name, r in t.resources.items()}
    before = {}

    def ancestors(name, path=()):
        if name in path:
            t.errors.append("cycle: " + " → ".join(path[path.index(name):] + (name,)))
            return set()
        if name not in before:
            found = set()
            for other in waits_for[name] & set(t.resources):
                found |= {other} | ancestors(other, path + (name,))
            before[name] = found
        return before[name]

    for name in t.resources:
        ancestors(name)
    versions = {
        id: {v for v in before[id] if t.resources[v]["Type"] == "AWS::Lambda::Version"}
        for id in t.of_type("AWS::Lambda::Version")
    }
    for name, resource in t.resources.items():
        unknown = depended(resource) - set(t.resources)
        t.expect(not unknown, f"{name}: waits for {sorted(unknown)}, which SAM does not make")
    at_once = largest_independent(versions)
    t.expect(
        at_once <= PUBLISHED_AT_ONCE_MAX,
        f"{at_once} versions can be published at once, of at most {PUBLISHED_AT_ONCE_MAX}:"
        " let a function depend on the alias of another (DependsOn: [Schema, OTHERAliaslive])")
    return at_once


def largest_independent(before):
    """How many of these can run at once: as many as the fewest chains that hold them all (Dilworth)."""
    follower = {}

    def match(name, seen):
        for other in before[name] - seen:
            seen.add(other)
            if other not in follower or match(follower[other], seen):
                follower[other] = name
                return True
        return False

    return len(before) - sum(match(name, set()) for name in before)


class Stack:
    """What CloudFormation makes of the translated template with these parameters."""

    def __init__(self, t, **given):
        self.parameters = {
            name: str(given.get(name, parameter.get("Default", "x")))
            for name, parameter in t.source["Parameters"].items()
        }
        self.conditions = t.source["Conditions"]
        self.resources = {
            name: self.resolved(resource)
            for name, resource in t.resources.items()
            if "Condition" not in resource or self.holds({"Condition": resource["Condition"]})
        }

    def holds(self, condition):
        (kind, value), = condition.items()
        if kind == "Condition":
            return self.holds(self.conditions[value])
        if kind == "Fn::Not":
            return not self.holds(value[0])
        if kind == "Fn::Equals":
            return self.text(value[0]) == self.text(value[1])
        return (all if kind == "Fn::And" else any)(self.holds(each) for each in value)

    def text(self, value):
        if isinstance(value, dict) and "Fn::Join" in value:
            return self.text(value["Fn::Join"][1])
        return self.parameters[value["Ref"]] if isinstance(value, dict) else str(value)

    def resolved(self, value):
        """A value without its conditions; None for what has no value."""
        if isinstance(value, dict):
            if "Fn::If" in value:
                condition, then, otherwise = value["Fn::If"]
                return self.resolved(then if self.holds({"Condition": condition}) else otherwise)
            if value == NO_VALUE:
                return None
            made = {key: self.resolved(inner) for key, inner in value.items()}
            return {key: inner for key, inner in made.items() if inner is not None}
        if isinstance(value, list):
            return [inner for inner in map(self.resolved, value) if inner is not None]
        return value

    def properties(self, name):
        return self.resources[name]["Properties"]

    def has(self, kind):
        return any(resource["Type"] == kind for resource in self.resources.values())


def check_sizes(t):
    """Each size is whole by itself: nothing names what it does not make."""
    own = {"DatabaseUrl": "jdbc:postgresql://host/name", "SubnetIds": "subnet-1"}
    stacks = {
        "standard": Stack(t, DatabaseStandby="true"),
        "small": Stack(t, Size="small"),
        "an own database": Stack(t, **own),
        "an own network": Stack(t, VpcId="vpc-1", SubnetIds="subnet-1", RouteTableIds="rtb-1"),
        "no browser app": Stack(t, AppOrigins=""),
    }
    for size, stack in stacks.items():
        for name, resource in stack.resources.items():
            absent = references(resource) & (set(t.resources) - set(stack.resources))
            t.expect(not absent, f"{size}: {name} names {sorted(absent)}, which is not made")
    t.expect(stacks["standard"].has("AWS::RDS::DBProxy"), "standard: has no proxy")
    t.expect(not stacks["an own database"].has("AWS::RDS::DBCluster"), "an own database: makes another")


def check_small(t):
    """The small size sleeps, and its functions reach their database."""
    small = Stack(t, Size="small")
    cluster = small.properties("Database")
    t.expect(not small.has("AWS::RDS::DBProxy"), "small: has a proxy, which keeps the database awake")
    t.expect(cluster["ServerlessV2ScalingConfiguration"]["MinCapacity"] == 0, "small: never pauses")
    t.expect(cluster.get("EnableIAMDatabaseAuthentication") is True, "small: nobody can sign in by IAM")
    settings = small.properties("DatabaseParameters")["Parameters"]
    t.expect("idle_session_timeout" in settings, "small: frozen functions keep the database awake")
    statements = json.dumps(small.properties("RowsPolicy"))
    t.expect(
        ":dbuser:${Database.DBClusterResourceId}/kontor_app" in statements,
        "small: the functions may not sign in to the cluster")
    for name in t.functions:
        for event, definition in t.functions[name]["Properties"].get("Events", {}).items():
            if definition["Type"] == "ScheduleV2":
                rate = small.properties(f"{name}{event}")["ScheduleExpression"]
                t.expect(rate.endswith(("day)", "days)")), f"small: {name} wakes the database at a {rate}")


def check_connections(t):
    """How many connections all functions of the small size open, which max_connections has to allow."""
    most = t.source["Parameters"]["FunctionConcurrency"]["MaxValue"]
    small = Stack(t, Size="small", FunctionConcurrency=most)
    least = t.source["Parameters"]["DatabaseMaxCapacity"]["MinValue"]
    t.expect(least >= LEAST_MAX_CAPACITY, f"DatabaseMaxCapacity may be {least}, which is too small")
    total = 0
    for name in t.functions:
        function = small.properties(name)
        variables = function.get("Environment", {}).get("Variables", {})
        if "DATABASE_URL" not in variables:
            continue
        if name == "Migrate":
            total += 1
            continue
        url = variables["DATABASE_URL"].get("Fn::Sub", "")
        t.expect(
            url.startswith("jdbc:aws-wrapper:postgresql://${Database.Endpoint.Address}:"),
            f"small: {name} connects to {url}")
        t.expect(
            function.get("ReservedConcurrentExecutions") == {"Ref": "FunctionConcurrency"},
            f"small: {name} has no bound")
        total += most * int(variables.get("DATABASE_POOL_SIZE", 10))
    bound = int(CONNECTIONS_AT_LEAST_CAPACITY * CONNECTIONS_SHARE)
    t.expect(total <= bound, f"small: {total} connections of at most {bound}")
    return total


def depended(resource):
    names = resource.get("DependsOn", [])
    return {names} if isinstance(names, str) else set(names)


def references(value):
    """The names that Ref, Fn::GetAtt and Fn::Sub name."""
    found = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "Ref":
                found.add(inner)
            elif key == "Fn::GetAtt":
                found.add(inner[0] if isinstance(inner, list) else inner.split(".")[0])
            elif key == "Fn::Sub":
                text = inner[0] if isinstance(inner, list) else inner
                found |= {name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", text)}
                found |= references(inner)
            else:
                found |= references(inner)
    elif isinstance(value, list):
        for inner in value:
            found |= references(inner)
    return found


def contains(value, wanted):
    if value == wanted:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(contains(each, wanted) for each in inner)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("template", nargs="*", default=["template.yaml"])
    failed = False
    for path in arguments.parse_args().template:
        t = Translated(path)
        for check in (check_cors, check_authorizer, check_published, check_events, check_rest):
            check(t)
        at_once = check_waves(t)
        check_sizes(t)
        counted = f"{len(t.published())} versions, at most {at_once} published at once"
        # On managed instances there is no small size: a rule refuses it.
        if "InstancesNeedTheProxy" not in t.source["Rules"]:
            check_small(t)
            counted += f"; {check_connections(t)} connections at most in the small size"
        for error in t.errors:
            print(f"{path}: {error}")
        print(f"{path}: {counted}; {len(t.errors)} errors")
        failed |= bool(t.errors)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
