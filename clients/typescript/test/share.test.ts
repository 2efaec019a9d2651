import assert from "node:assert/strict";
import { it } from "node:test";
import { createKontor, isProblem, sharePassword } from "../src/index.js";
import { baseUrl, newUser } from "./kontor.js";

it("any password opens its share", async () => {
    const owner = newUser();
    const { data: folder } = await owner.POST("/v1/folders", { body: { name: "Photos" } });
    const anyone = createKontor({ baseUrl: baseUrl() });

    for (const password of ["plain", "Łódź 🔑", "it's (100%) *mine*"]) {
        const { data: share } = await owner.POST("/v1/shares", { body: { folderId: folder.id, password } });
        const open = (given: string) =>
            anyone.GET("/v1/public/{token}", {
                params: { path: { token: share.token }, header: { "Share-Password": sharePassword(given) } },
            });

        assert.equal((await open(password)).response.status, 200);
        await assert.rejects(open(`${password}!`), (error) => isProblem(error, "PERMISSION_DENIED"));
    }
});
