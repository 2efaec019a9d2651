"""What schemathesis cannot read in functions/openapi.yaml: what makes a request valid beyond its
schemas, and what API Gateway answers for a method that a path does not have."""

import re

import schemathesis

UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ENTITY_TAGS = re.compile(r'\*|"[!#-~]*"(, ?"[!#-~]*")*')


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # In its sequences, schemathesis takes the id of a user for that of anything else: all are `id`.
    if not case.path.startswith("/v1/users/"):
        for name in ("id", "tagId", "uploadId"):
            value = case.path_parameters.get(name, "root")
            if value != "root" and not UUID.fullmatch(str(value)):
                case.path_parameters[name] = "00000000-0000-4000-8000-00000000dead"
    # Nobody can make up a cursor, or use one with other filters than its own.
    case.query.pop("cursor", None)
    # The phase `coverage` makes a value that breaks the pattern of this header.
    if not ENTITY_TAGS.fullmatch(case.headers.get("If-Match", "*")):
        del case.headers["If-Match"]
    if isinstance(case.body, dict):
        case.body = without_nul(case.body)
        if case.body.get("expiresAt") is not None:
            case.body["expiresAt"] = "2099-01-01T00:00:00Z"


def without_nul(value):
    """PostgreSQL stores no NUL, however deep it is in free JSON."""
    if isinstance(value, dict):
        return {without_nul(name): without_nul(member) for name, member in value.items()}
    if isinstance(value, list):
        return [without_nul(item) for item in value]
    return value.replace("\0", "") if isinstance(value, str) else value


@schemathesis.check
def method_without_route(ctx, response, case):
    """In place of unsupported_method, which wants a 405."""
    scenario = getattr(case.meta and case.meta.phase.data, "scenario", None)
    if scenario is not None and scenario.name == "UNSPECIFIED_HTTP_METHOD":
        if case.method.upper() != "OPTIONS" and response.status_code != 404:
            raise AssertionError(f"{case.method} {case.path} has no route, but gets {response.status_code}")
