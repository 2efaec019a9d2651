import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";
import { createKontor } from "@kontor/client";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import { jwt } from "better-auth/plugins";

const WELCOME_CREDITS = 100;

export interface SignInOptions {
    /** The address of the page, which passes `/api/auth` on. */
    origin: string;
    /** Keeps the accounts for the next start. */
    file: string;
    /** Where Kontor is, once it has been started. */
    kontorUrl: () => string;
}

/**
 * Better Auth as an app would have it: e-mail and password, and the plugin for tokens as it comes.
 * Its database is an object in memory, written to a file after each change: an app has a real one.
 */
export function createSignIn({ origin, file, kontorUrl }: SignInOptions) {
    const { secret, tables } = load(file);
    const auth = betterAuth({
        baseURL: origin,
        secret,
        database: memoryAdapter(tables),
        emailAndPassword: { enabled: true },
        user: { deleteUser: { enabled: true } },
        plugins: [jwt()],
        telemetry: { enabled: false },
        databaseHooks: {
            user: { create: { after: (user) => welcome(user.id).catch(console.error) } },
        },
    });

    /** The app's own back end is an admin of Kontor by the role in a token that only it can sign. */
    async function welcome(userId: string) {
        const payload = { sub: "drive-backend", role: "admin" };
        const { token } = await auth.api.signJWT({ body: { payload } });
        await createKontor({ baseUrl: kontorUrl(), token }).POST("/v1/credits/grants", {
            params: { header: { "Idempotency-Key": `welcome-${userId}` } },
            body: { userId, type: "bonus", amount: WELCOME_CREDITS, description: "Welcome" },
        });
    }

    const handle = toNodeHandler(auth);
    const handler = (request: IncomingMessage, response: ServerResponse) => {
        response.on("finish", () => save(file, { secret, tables }));
        void handle(request, response);
    };
    return { handler };
}

type Tables = Record<string, Record<string, unknown>[]>;

function load(file: string): { secret: string; tables: Tables } {
    const tables = { user: [], session: [], account: [], verification: [], jwks: [] };
    try {
        return JSON.parse(readFileSync(file, "utf8"), (_, value) => (isTime(value) ? new Date(value) : value));
    } catch {
        return { secret: randomBytes(32).toString("base64"), tables };
    }
}

function isTime(value: unknown): value is string {
    return typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
}

function save(file: string, accounts: { secret: string; tables: Tables }) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(accounts), { mode: 0o600 });
}
