// The tables of Kontor's schema that the measured operations use, as Drizzle describes them.
import { bigint, boolean, char, pgTable, text, timestamp, uuid, varchar } from "drizzle-orm/pg-core";

const time = (name) => timestamp(name, { withTimezone: true, mode: "string" }).notNull().defaultNow();
const credits = (name) => bigint(name, { mode: "number" }).notNull();

export const files = pgTable("files", {
  id: uuid("id").primaryKey().defaultRandom(),
  userId: text("user_id").notNull(),
  parentFolderId: uuid("parent_folder_id"),
  name: varchar("name", { length: 500 }).notNull(),
  mimeType: varchar("mime_type", { length: 255 }).notNull(),
  size: bigint("size", { mode: "number" }).notNull(),
  storagePath: varchar("storage_path", { length: 1000 }).notNull(),
  storageKey: varchar("storage_key", { length: 500 }).notNull(),
  description: text("description"),
  isFavorite: boolean("is_favorite").notNull().default(false),
  isPublic: boolean("is_public").notNull().default(false),
  isDeleted: boolean("is_deleted").notNull().default(false),
  createdAt: time("created_at"),
  updatedAt: time("updated_at"),
});

export const balances = pgTable("balances", {
  userId: text("user_id").notNull(),
  amount: credits("amount"),
  held: credits("held"),
  version: credits("version"),
  updatedAt: time("updated_at"),
});

export const idempotencyKeys = pgTable("idempotency_keys", {
  id: uuid("id").primaryKey().defaultRandom(),
  userId: text("user_id").notNull(),
  operation: varchar("operation", { length: 100 }).notNull(),
  key: varchar("key", { length: 255 }).notNull(),
  fingerprint: char("fingerprint", { length: 64 }).notNull(),
  answer: text("answer").notNull(),
  createdAt: time("created_at"),
});
