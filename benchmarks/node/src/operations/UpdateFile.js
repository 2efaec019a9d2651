import { sql } from "drizzle-orm";
import { db } from "../database.js";
import { columnsOf, fileOf } from "../files.js";
import { ok, operation, Refusal } from "../http.js";
import { flag, id, ifGiven, optional, text } from "../rules.js";

const RULES = {
  name: ifGiven(text(500)),
  description: optional(text(5000)),
  parentFolderId: optional(id),
  isFavorite: ifGiven(flag),
  isPublic: ifGiven(flag),
};

const given = sql.placeholder;

/** The value that a member sets, with its column. */
const SETS = {
  name: sql`name = ${given("name")}`,
  description: sql`description = ${given("description")}::text`,
  parentFolderId: sql`parent_folder_id = ${given("parentFolderId")}::uuid`,
  isFavorite: sql`is_favorite = ${given("isFavorite")}::boolean`,
  isPublic: sql`is_public = ${given("isPublic")}::boolean`,
};

/** A statement for each set of members, made when it is first asked for. */
const statements = new Map();

function statement(members) {
  const name = ["update_file", ...members].join("_");
  if (!statements.has(name)) {
    const sets = members.length === 0 ? sql`name = name` : sql.join(members.map((m) => SETS[m]), sql`, `);
    const locksTree = members.includes("parentFolderId") || members.includes("name");
    const tree = db.$with("tree", {}).as(
      locksTree
        ? sql`select pg_advisory_xact_lock_shared(1, hashtext(${given("userId")}))`
        : sql`select 1`,
    );
    const mayMove = members.includes("parentFolderId")
      ? sql`(${given("parentFolderId")}::uuid is null or exists (
          select from folders p
          where p.user_id = ${given("userId")} and p.id = ${given("parentFolderId")}::uuid and not p.is_deleted))`
      : sql`true`;
    const changed = db.$with("changed", {}).as(sql`
      update files set ${sets}
      from tree
      where user_id = ${given("userId")} and id = ${given("id")} and not is_deleted and ${mayMove}
        and (${given("ifMatch")}::timestamptz is null or updated_at = ${given("ifMatch")}::timestamptz)
      returning files.*`);
    const file = db.with(tree, changed).select(columnsOf("f")).from(sql`changed f`);
    statements.set(name, file.prepare(name));
  }
  return statements.get(name);
}

export const handler = operation(async (request) => {
  const patch = request.json(RULES);
  const { userId, id: fileId } = request;
  const ifMatch = timeOf(request.header("if-match"));
  const [row] = await statement(Object.keys(patch).sort()).execute({ ...patch, userId, id: fileId, ifMatch });
  if (!row) {
    throw new Refusal(ifMatch ? "PRECONDITION_FAILED" : "RESOURCE_NOT_FOUND");
  }
  const file = fileOf(row);
  return ok(file, file.updatedAt);
});

/** The time that an entity tag is made of. */
function timeOf(ifMatch) {
  const micros = /^"([0-9a-z]{1,11})"$/.exec(ifMatch ?? "")?.[1];
  if (!micros) {
    return null;
  }
  const value = parseInt(micros, 36);
  const fraction = String(value % 1_000_000).padStart(6, "0");
  return new Date(Math.floor(value / 1_000_000) * 1000).toISOString().replace("000Z", `${fraction}Z`);
}
