import "@fontsource-variable/geist";
import "@fontsource-variable/geist-mono";
import "./style.css";
import { render } from "lit-html";
import { loadAccount, showPlace } from "./actions.js";
import { place, shareToken, watchAddress } from "./router.js";
import { currentUser } from "./session.js";
import { draw, drawWith, state } from "./state.js";
import { openShare, sharePage } from "./views/share-page.js";
import { shell } from "./views/shell.js";
import { signInPage } from "./views/sign-in.js";
import { watchKeys } from "./keys.js";

const root = document.querySelector<HTMLElement>("#app");

drawWith(() => {
    if (root) render(page(), root);
});
watchAddress(arrive);
watchKeys();
arrive();

function page() {
    if (shareToken() !== undefined) return sharePage();
    if (!state.isReady) return undefined;
    return state.user ? shell() : signInPage();
}

/** Shows what the address names; whoever opens a link needs no user. */
function arrive() {
    const token = shareToken();
    if (token !== undefined) void openShare(token);
    else void enter();
    draw();
}

async function enter() {
    if (!state.isReady) {
        state.user = await currentUser();
        state.isReady = true;
        if (state.user) void loadAccount();
    }
    const next = place();
    const isOther = JSON.stringify(next) !== JSON.stringify(state.place);
    // While somebody types, the last results stay until the next are there.
    if (isOther && !(next.kind === "search" && state.place.kind === "search")) state.items = undefined;
    if (isOther) state.selected.clear();
    state.place = next;
    if (next.kind === "search") state.query = next.q;
    state.isMenuOpen = false;
    draw();
    if (state.user) await showPlace();
}
