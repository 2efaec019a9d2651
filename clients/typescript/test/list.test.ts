import assert from "node:assert/strict";
import { it } from "node:test";
import { newUser } from "./kontor.js";

it("a list gives every item of every page once, in order, and asks for no page too many", async () => {
    let requests = 0;
    const fetch_ = (request: Request) => {
        requests++;
        return fetch(request);
    };
    const kontor = newUser({ fetch: fetch_ });
    const names = ["a", "b", "c", "d", "e"];
    for (const name of names) await kontor.POST("/v1/folders", { body: { name } });
    requests = 0;

    const seen: string[] = [];
    const query = { sort: "name", order: "asc", limit: 2 } as const;
    for await (const folder of kontor.list("/v1/folders", { params: { query } })) seen.push(folder.name);
    assert.deepEqual(seen, names);
    assert.equal(requests, 3);

    requests = 0;
    for await (const child of kontor.list("/v1/folders/{id}/children", {
        params: { path: { id: "root" }, query: { limit: 2 } },
    })) {
        assert.equal(child.type, "folder");
        break;
    }
    assert.equal(requests, 1);
});
