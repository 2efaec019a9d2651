// The base of every operation: reads the event, answers as API Gateway expects, writes one line for
// each request.
import { createHash } from "node:crypto";
import { id } from "./rules.js";

const TITLES = {
  VALIDATION_FAILED: [400, "The request is not valid"],
  AUTHENTICATION_REQUIRED: [401, "Sign in first"],
  INSUFFICIENT_CREDITS: [402, "Not enough credits"],
  RESOURCE_NOT_FOUND: [404, "Not found"],
  CONFLICT: [409, "Conflict"],
  DUPLICATE_ENTRY: [409, "The name is taken"],
  PRECONDITION_FAILED: [412, "Changed in the meantime"],
  IDEMPOTENCY_KEY_REUSED: [422, "The key came with another request"],
  INTERNAL_ERROR: [500, "Internal error"],
};

const UNIQUE_VIOLATION = "23505";

export class Refusal extends Error {
  constructor(code, detail = TITLES[code][1], errors = undefined) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

export const invalid = (field, message) =>
  new Refusal("VALIDATION_FAILED", `${field} ${message}`, [{ field, message }]);

export const sha256 = (value) => createHash("sha256").update(value).digest("hex");

export const ok = (body, updatedAt) => ({ statusCode: 200, headers: etag(updatedAt), body: JSON.stringify(body) });

export const created = (body, updatedAt, headers = {}) => ({
  statusCode: 201,
  headers: { ...headers, ...etag(updatedAt) },
  body: JSON.stringify(body),
});

/** An entity tag of a time: its microseconds, in base 36. */
function etag(updatedAt) {
  if (!updatedAt) {
    return {};
  }
  const fraction = /\.(\d{1,6})Z$/.exec(updatedAt)?.[1].padEnd(6, "0") ?? "000000";
  const micros = Math.floor(Date.parse(updatedAt) / 1000) * 1_000_000 + Number(fraction);
  return { ETag: `"${micros.toString(36)}"` };
}

/** The part of an event that operations read. */
class Request {
  constructor(event) {
    const { userId, email = null, role = null } = event.requestContext?.authorizer?.lambda ?? {};
    if (!userId) {
      throw new Refusal("AUTHENTICATION_REQUIRED");
    }
    Object.assign(this, { event, userId, email, role });
    this.query = event.queryStringParameters ?? {};
  }

  get text() {
    const { body = "", isBase64Encoded } = this.event;
    return isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  }

  /** The body's members, each of which has a rule: a function that says what is wrong, or nothing. */
  json(rules) {
    let members;
    try {
      members = JSON.parse(this.text);
    } catch {
      throw new Refusal("VALIDATION_FAILED", "The body is not valid JSON");
    }
    for (const field of Object.keys(members)) {
      if (!(field in rules)) {
        throw invalid(field, "is unknown");
      }
    }
    for (const [field, rule] of Object.entries(rules)) {
      const wrong = rule(members[field]);
      if (wrong) {
        throw invalid(field, wrong);
      }
    }
    return members;
  }

  get id() {
    return uuid("id", this.event.pathParameters?.id);
  }

  header(name) {
    return this.event.headers?.[name];
  }

  page() {
    const { page = "1", limit = "20", cursor } = this.query;
    const size = whole("limit", limit, 100);
    return { page: whole("page", page, 100_000), limit: size, cursor };
  }
}

function whole(field, text, max) {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max) {
    throw invalid(field, `must be a whole number from 1 to ${max}`);
  }
  return value;
}

export function uuid(field, value) {
  const fault = id(value);
  if (fault) {
    throw invalid(field, fault);
  }
  return value;
}

export function operation(handle) {
  let isCold = true;
  return async (event, context) => {
    const begin = performance.now();
    const response = await answer(handle, event, context.awsRequestId);
    const correlationId = event.headers?.["x-correlation-id"] ?? context.awsRequestId;
    Object.assign(response.headers, { "X-Correlation-Id": correlationId, "Cache-Control": "no-store" });
    response.headers["Content-Type"] ??= "application/json";
    const userId = event.requestContext?.authorizer?.lambda?.userId;
    process.stdout.write(
      `${JSON.stringify({
        timestamp: new Date().toISOString(),
        level: response.statusCode < 400 ? "INFO" : "WARN",
        requestId: context.awsRequestId,
        correlationId,
        route: event.routeKey,
        userHash: userId && sha256(userId).slice(0, 16),
        status: response.statusCode,
        durationMillis: performance.now() - begin,
        isCold,
      })}\n`,
    );
    isCold = false;
    return response;
  };
}

async function answer(handle, event, requestId) {
  try {
    return await handle(new Request(event));
  } catch (error) {
    return problem(error instanceof Refusal ? error : refusalOf(error), requestId);
  }
}

function refusalOf(error) {
  const code = (error.cause ?? error).code;
  if (code === UNIQUE_VIOLATION) {
    return new Refusal("DUPLICATE_ENTRY");
  }
  console.error(error);
  return new Refusal("INTERNAL_ERROR");
}

function problem({ code, message, errors }, requestId) {
  const [status, title] = TITLES[code];
  return {
    statusCode: status,
    headers: { "Content-Type": "application/problem+json" },
    body: JSON.stringify({ type: "about:blank", title, status, detail: message, code, requestId, errors }),
  };
}
