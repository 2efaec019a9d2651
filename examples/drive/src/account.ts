import { kontor } from "./kontor.js";
import { attempt } from "./messages.js";
import { deleteSignIn } from "./session.js";
import { draw, type Export, state } from "./state.js";

/** Milliseconds between two looks at an export. */
const LOOK = 1000;

/** Asks for an archive of everything, and looks after it until it is ready. */
export async function exportAll() {
    await attempt(async () => {
        const { data: begun } = await kontor.POST("/v1/me/exports");
        show(begun);
        for (;;) {
            const { data } = await kontor.GET("/v1/me/exports/{id}", { params: { path: { id: begun.id } } });
            show(data);
            if (data.status !== "running") return;
            await new Promise((resolve) => setTimeout(resolve, LOOK));
        }
    });
}

function show(archive: Export) {
    state.archive = archive;
    draw();
}

/** Erases everything in Kontor, then the account, and leaves. */
export async function deleteAccount() {
    const confirm = state.me?.userId ?? "";
    await kontor.DELETE("/v1/me", { body: { confirm } });
    await deleteSignIn();
    location.assign("/");
}
