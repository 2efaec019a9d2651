import { createAuthClient } from "better-auth/client";
import { jwtClient } from "better-auth/client/plugins";

/** Renew a token this many seconds before it expires. */
const MARGIN = 30;

const auth = createAuthClient({ plugins: [jwtClient()] });

export interface User {
    name: string;
    email: string;
}

/** There is no session any more: it has ended, or was ended elsewhere. */
export class SessionEnd extends Error {
    constructor() {
        super("Your session has ended. Sign in again.");
    }
}

let token: { text: string; expiresAt: number } | undefined;

/** The signed-in user; undefined without one. */
export async function currentUser(): Promise<User | undefined> {
    const { data } = await auth.getSession();
    return data?.user;
}

/** @throws {Error} with Better Auth's message */
export async function signUp(name: string, email: string, password: string): Promise<User> {
    const { data, error } = await auth.signUp.email({ name, email, password });
    if (error) throw new Error(error.message);
    return data.user;
}

/** @throws {Error} with Better Auth's message */
export async function signIn(email: string, password: string): Promise<User> {
    const { data, error } = await auth.signIn.email({ email, password });
    if (error) throw new Error(error.message);
    return data.user;
}

export async function signOut() {
    token = undefined;
    await auth.signOut();
}

/** Deletes the account that one signs in with. */
export async function deleteSignIn() {
    const { error } = await auth.deleteUser();
    if (error) throw new Error(error.message);
    token = undefined;
}

/**
 * The user's token for Kontor, good for 15 minutes and kept until it is about to expire.
 *
 * @throws {SessionEnd}
 */
export async function kontorToken(renew: boolean): Promise<string> {
    if (renew || !token || token.expiresAt - MARGIN < Date.now() / 1000) {
        const { data, error } = await auth.token();
        if (error) throw new SessionEnd();
        token = { text: data.token, expiresAt: expiryOf(data.token) };
    }
    return token.text;
}

function expiryOf(jwt: string): number {
    const payload = jwt.split(".")[1] ?? "";
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).exp;
}
