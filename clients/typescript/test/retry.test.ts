import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createKontor, isProblem, KontorProblem, KontorUnreachable, type KontorOptions } from "../src/index.js";
import { baseUrl, newToken } from "./kontor.js";

const apiUrl = "http://api.test";
const folder = { id: "f01de700-0000-4000-8000-000000000001", name: "Letters" };

/** An API that gives these responses one after another, and remembers the requests. */
function scripted(responses: (Response | Error)[], options: Partial<KontorOptions> = {}) {
    const requests: Request[] = [];
    const kontor = createKontor({
        baseUrl: apiUrl,
        retry: { firstDelay: 1 },
        fetch: async (request) => {
            requests.push(request);
            const response = responses.shift();
            if (!response) throw new assert.AssertionError({ message: "one request too many" });
            if (response instanceof Error) throw response;
            return response;
        },
        ...options,
    });
    return { kontor, requests };
}

function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
    const body = { type: "urn:kontor:problem:x", title: "x", status, detail: "why", code, requestId: "r1" };
    return Response.json(body, { status, headers: { "content-type": "application/problem+json", ...headers } });
}

const ok = () => Response.json(folder, { status: 201, headers: { etag: '"1"' } });
const broken = () => new TypeError("fetch failed");
const createFolder = { body: { name: "Letters" } } as const;

describe("a request that fails", () => {
    it("is sent again with its Idempotency-Key and its body when the network breaks", async () => {
        const { kontor, requests } = scripted([broken(), problem(500, "INTERNAL_ERROR"), ok()]);

        const { data, etag } = await kontor.POST("/v1/folders", createFolder);

        assert.equal(data.name, "Letters");
        assert.equal(etag, '"1"');
        const keys = requests.map((request) => request.headers.get("idempotency-key"));
        assert.equal(keys.length, 3);
        assert.match(keys[0] ?? "", /^[0-9a-f]{32}$/);
        assert.equal(new Set(keys).size, 1);
        for (const request of requests) assert.deepEqual(await request.json(), { name: "Letters" });
    });

    it("is sent again without a key where doing it twice is as good as once", async () => {
        const path = { id: folder.id, token: "t" };
        const { kontor, requests } = scripted([broken(), Response.json({})]);
        await kontor.POST("/v1/credits/holds/{id}/settle", { params: { path } });
        assert.deepEqual(
            requests.map((request) => request.headers.get("idempotency-key")),
            [null, null],
        );

        const counted = scripted([broken()]);
        await assert.rejects(counted.kontor.POST("/v1/public/{token}/download", { params: { path } }), KontorUnreachable);
        assert.equal(counted.requests.length, 1);
    });

    it("has another key than the next request, and the caller's where one is given", async () => {
        const { kontor, requests } = scripted([ok(), ok(), ok()]);

        await kontor.POST("/v1/folders", createFolder);
        await kontor.POST("/v1/folders", createFolder);
        await kontor.POST("/v1/folders", { ...createFolder, params: { header: { "Idempotency-Key": "mine" } } });

        const keys = requests.map((request) => request.headers.get("idempotency-key"));
        assert.equal(new Set(keys).size, 3);
        assert.equal(keys[2], "mine");
    });

    it("waits for as long as Retry-After says, in seconds or until a date", async () => {
        for (const wait of ["1", new Date(Date.now() + 1000).toUTCString()]) {
            const { kontor, requests } = scripted([problem(503, "SERVICE_UNAVAILABLE", { "retry-after": wait }), ok()]);
            const begun = Date.now();

            await kontor.POST("/v1/folders", createFolder);

            assert.equal(requests.length, 2);
            // A date has whole seconds, so that it may be nearly one second earlier.
            if (wait === "1") assert.ok(Date.now() - begun >= 990, `${Date.now() - begun} ms`);
        }
    });

    it("is given up where Retry-After is beyond the longest wait, and says how long it would be", async () => {
        const { kontor } = scripted([problem(429, "RATE_LIMIT_EXCEEDED", { "retry-after": "60" })]);

        await assert.rejects(
            kontor.GET("/v1/me"),
            (error) => isProblem(error, "RATE_LIMIT_EXCEEDED") && error.retryAfter === 60,
        );
    });

    it("is not repeated where doing it twice is not as good as doing it once", async () => {
        const restore = scripted([broken(), ok()]);
        const params = { path: { id: folder.id } };
        await assert.rejects(restore.kontor.POST("/v1/trash/{id}/restore", { params }), KontorUnreachable);
        assert.equal(restore.requests.length, 1);

        const change = scripted([problem(500, "INTERNAL_ERROR"), ok()]);
        const guarded = { params: { ...params, header: { "If-Match": '"1"' } } };
        await assert.rejects(change.kontor.DELETE("/v1/folders/{id}", guarded), (error) =>
            isProblem(error, "INTERNAL_ERROR"),
        );
        assert.equal(change.requests.length, 1);
    });

    it("waits while its first attempt is still under way", async () => {
        const { kontor, requests } = scripted([broken(), problem(409, "CONFLICT"), ok()]);
        await kontor.POST("/v1/folders", createFolder);
        assert.equal(requests.length, 3);

        const other = scripted([problem(409, "CONFLICT")]);
        await assert.rejects(other.kontor.POST("/v1/folders", createFolder), (error) => isProblem(error, "CONFLICT"));
    });

    it("is given up after as many attempts as are allowed", async () => {
        const { kontor, requests } = scripted([broken(), broken()], { retry: { attempts: 2, firstDelay: 1 } });

        await assert.rejects(kontor.GET("/v1/me"), KontorUnreachable);
        assert.equal(requests.length, 2);
    });

    it("ends at once when it is aborted", async () => {
        const stop = new AbortController();
        const { kontor } = scripted([problem(503, "SERVICE_UNAVAILABLE", { "retry-after": "20" })]);
        const begun = Date.now();
        setTimeout(() => stop.abort(new Error("enough")), 20);

        await assert.rejects(kontor.GET("/v1/me", { signal: stop.signal }), /enough/);
        assert.ok(Date.now() - begun < 5000);
    });
});

describe("a token", () => {
    it("is asked for before each attempt, and once more after a 401", async () => {
        const asked: boolean[] = [];
        const token = (renew: boolean) => {
            asked.push(renew);
            return `t${asked.length}`;
        };
        const { kontor, requests } = scripted([problem(401, "TOKEN_EXPIRED"), broken(), ok()], { token });
        await kontor.POST("/v1/folders", createFolder);

        assert.deepEqual(asked, [false, true, false]);
        assert.deepEqual(
            requests.map((request) => request.headers.get("authorization")),
            ["Bearer t1", "Bearer t2", "Bearer t3"],
        );

        const refused = scripted([problem(401, "TOKEN_EXPIRED"), problem(401, "INVALID_TOKEN")], { token });
        await assert.rejects(refused.kontor.GET("/v1/me"), (error) => isProblem(error, "INVALID_TOKEN"));
    });

    it("that Kontor refuses is renewed", async () => {
        const good = newToken();
        const kontor = createKontor({ baseUrl: baseUrl(), token: (renew) => (renew ? good : "nonsense") });

        assert.equal((await kontor.GET("/v1/me")).data.fileCount, 0);
    });
});

describe("an error", () => {
    it("has its code, its fields and its request's id", async () => {
        const kontor = createKontor({ baseUrl: baseUrl(), token: newToken() });

        await assert.rejects(kontor.POST("/v1/folders", { body: { name: "" } }), (error) => {
            assert.ok(isProblem(error, "VALIDATION_FAILED"));
            assert.equal(error.status, 400);
            assert.equal(error.errors[0]?.field, "name");
            assert.ok(error.requestId);
            return true;
        });
        const missing = kontor.GET("/v1/folders/{id}", { params: { path: { id: folder.id } } });
        await assert.rejects(missing, (error) => isProblem(error) && error.code === "RESOURCE_NOT_FOUND");
    });

    it("of the gateway has the code that fits its status", async () => {
        const kontor = createKontor({ baseUrl: baseUrl() });

        await assert.rejects(kontor.GET("/v1/me"), (error) => {
            assert.ok(error instanceof KontorProblem);
            assert.equal(error.code, "AUTHENTICATION_REQUIRED");
            return true;
        });
    });
});
