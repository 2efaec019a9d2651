import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db, instant } from "../database.js";
import { created, operation, Refusal } from "../http.js";
import { once } from "../idempotency.js";
import { checksum, id, ids, optional, text, whole } from "../rules.js";
import { upload } from "../storage.js";

const RULES = {
  name: text(500),
  mimeType: text(255),
  size: whole(0, 5 * 2 ** 30),
  parentFolderId: optional(id),
  description: optional(text(5000)),
  checksum: optional(checksum),
  tagIds: optional(ids),
};

const given = sql.placeholder;

/** File, version 1 and links in one statement, if there is room, and parent and tags are the user's own. */
const create = (database) => {
  const part = (name, columns, text) => database.$with(name, columns).as(text);
  const parent = part("parent", {}, sql`
    select p.id
    from (select pg_advisory_xact_lock_shared(1, hashtext(${given("userId")}))) as tree, folders p
    where p.user_id = ${given("userId")} and p.id = ${given("parentFolderId")}::uuid and not p.is_deleted
    for share of p`);
  const chosen = part("chosen", {}, sql`
    select t.id, t.name, t.color
    from tags t
    where t.user_id = ${given("userId")} and t.id = any(${given("tagIds")}::uuid[])
    for key share`);
  const file = part("new_file", {}, sql`
    insert into files
      (id, user_id, parent_folder_id, name, mime_type, size, description, storage_path, storage_key)
    select ${given("id")}::uuid, ${given("userId")}, ${given("parentFolderId")}::uuid, ${given("name")},
      ${given("mimeType")}, ${given("size")}::bigint, ${given("description")}::text, ${given("path")}, ${given("storageKey")}
    where (${given("parentFolderId")}::uuid is null or exists (select from parent))
      and (select count(*) from chosen) = cardinality(${given("tagIds")}::uuid[])
      and coalesce(${given("size")}::bigint <= storage_room(${given("userId")}, null), true)
    returning *`);
  const version = part("new_version", {}, sql`
    insert into file_versions (user_id, file_id, version, size, mime_type, storage_key, checksum)
    select f.user_id, f.id, 1, f.size, f.mime_type, f.storage_key, ${given("checksum")}::text
    from new_file f`);
  const links = part("new_links", {}, sql`
    insert into file_tags (user_id, file_id, tag_id)
    select f.user_id, f.id, t.id from new_file f, chosen t`);
  const tags = sql`(
    select json_agg(json_build_object('id', t.id, 'name', t.name, 'color', t.color)
      order by name_order(t.name), t.id)
    from chosen t)`;
  return database
    .with(parent, chosen, file, version, links)
    .select({ createdAt: sql`f.created_at`, updatedAt: sql`f.updated_at`, tags: tags.as("tags") })
    .from(sql`new_file f`)
    .prepare("create_file");
};

const createNow = create(db);

export const handler = operation(async (request) => {
  const key = request.header("idempotency-key");
  const body = request.json(RULES);
  return key
    ? once("CreateFile", request, key, (tx) => perform(create(tx), request, body))
    : perform(createNow, request, body);
});

async function perform(statement, { userId }, body) {
  const { name, mimeType, size, parentFolderId = null, description = null, checksum = null, tagIds = [] } = body;
  const fileId = randomUUID();
  const path = `files/${fileId}`;
  const storageKey = `${path}/${randomUUID()}`;
  const [row] = await statement.execute({
    id: fileId, userId, parentFolderId, name, mimeType, size, description, path, storageKey, checksum,
    tagIds: `{${(tagIds ?? []).join(",")}}`,
  });
  if (!row) {
    throw new Refusal("RESOURCE_NOT_FOUND");
  }
  const updatedAt = instant(row.updatedAt);
  const file = {
    id: fileId, name, mimeType, size, parentFolderId, description,
    isFavorite: false, isPublic: false, isUploaded: false, currentVersion: 1,
    tags: row.tags ?? [], createdAt: instant(row.createdAt), updatedAt,
  };
  const body201 = { file, upload: await upload(storageKey, size, mimeType, checksum) };
  return created(body201, updatedAt, { Location: `/v1/files/${fileId}` });
}
