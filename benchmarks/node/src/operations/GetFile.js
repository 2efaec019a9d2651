import { and, eq, sql } from "drizzle-orm";
import { db } from "../database.js";
import { columnsOf, fileOf } from "../files.js";
import { ok, operation, Refusal } from "../http.js";
import { files } from "../schema.js";

const get = db
  .select(columnsOf("files"))
  .from(files)
  .where(and(eq(files.userId, sql.placeholder("userId")), eq(files.id, sql.placeholder("id")), eq(files.isDeleted, sql`false`)))
  .prepare("get_file");

export const handler = operation(async ({ userId, id }) => {
  const [row] = await get.execute({ userId, id });
  if (!row) {
    throw new Refusal("RESOURCE_NOT_FOUND");
  }
  const file = fileOf(row);
  return ok(file, file.updatedAt);
});
