import { kontor } from "./kontor.js";
import { attempt, say } from "./messages.js";
import { draw, type Share, state } from "./state.js";

/** The page of this app for a link. What is after `#` never reaches a server's log. */
export function linkOf({ token }: { token: string }): string {
    return `${location.origin}/s/#${token}`;
}

export async function copyLink(share: Share) {
    await attempt(async () => {
        await navigator.clipboard.writeText(linkOf(share));
        say({ text: "The link is in the clipboard." });
    });
}

export async function deleteLink({ id }: Share) {
    const isDone = await attempt(() => kontor.DELETE("/v1/shares/{id}", { params: { path: { id } } }));
    if (isDone) state.links = state.links?.filter((share) => share.id !== id);
    draw();
}
