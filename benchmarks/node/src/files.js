// What the statements on files share: the columns of a file with its tags, and its JSON.
import { sql } from "drizzle-orm";
import { instant } from "./database.js";

/** The selection of a file from a table, or a part of a statement, of this name. */
export function columnsOf(table) {
  const column = (name) => sql`${sql.identifier(table)}.${sql.identifier(name)}`;
  return {
    id: column("id"),
    name: column("name"),
    mimeType: column("mime_type"),
    size: column("size").mapWith(Number),
    parentFolderId: column("parent_folder_id"),
    description: column("description"),
    isFavorite: column("is_favorite"),
    isPublic: column("is_public"),
    version: sql`(
      select v.version
      from file_versions v
      where v.user_id = ${column("user_id")} and v.file_id = ${column("id")} and v.is_uploaded
      order by v.version desc
      limit 1
    )`.as("current_version"),
    tags: sql`(
      select json_agg(json_build_object('id', t.id, 'name', t.name, 'color', t.color)
        order by name_order(t.name), t.id)
      from file_tags ft
      join tags t on t.user_id = ft.user_id and t.id = ft.tag_id
      where ft.user_id = ${column("user_id")} and ft.file_id = ${column("id")}
    )`.as("tags"),
    createdAt: column("created_at"),
    updatedAt: column("updated_at"),
  };
}

/** A file as clients see it. */
export function fileOf(row) {
  return {
    id: row.id,
    name: row.name,
    mimeType: row.mimeType,
    size: row.size,
    parentFolderId: row.parentFolderId,
    description: row.description,
    isFavorite: row.isFavorite,
    isPublic: row.isPublic,
    isUploaded: row.version !== null,
    currentVersion: row.version ?? 1,
    tags: row.tags ?? [],
    createdAt: instant(row.createdAt),
    updatedAt: instant(row.updatedAt),
  };
}

/** One page of a list; a row more than the page has says that there is another. */
export function pageOf(rows, { page, limit, cursor }, toItem) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    total: cursor ? null : Number(rows[0]?.total ?? 0),
    page: cursor ? null : page,
    limit,
    nextCursor: rows.length > limit ? Buffer.from(`${last.createdAt}\n${last.id}`).toString("base64url") : null,
  };
}
