package dev.kontor.schema.diff;

import dev.kontor.schema.source.Repository;
import dev.kontor.schema.source.SourceFile;
import java.util.List;

/// A small schema for tests to change.
public final class Things {
    public static final String SCHEMA = """
        create type state as enum ('old', 'new');

        create function touch_updated_at() returns trigger
          language plpgsql
        as $$
        begin
          new.updated_at := clock_timestamp();
          return new;
        end
        $$;

        create table boxes (
          id uuid primary key default gen_random_uuid(),
          user_id text not null,
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now(),
          constraint idx_boxes_user_id unique (user_id, id)
        );

        create trigger touch_updated_at before update on boxes
          for each row execute function touch_updated_at();

        create table things (
          id uuid primary key default gen_random_uuid(),
          user_id text not null,
          name text,
          box_id uuid,
          state state not null default 'old',
          created_at timestamptz not null default now(),
          updated_at timestamptz not null default now()
        );

        create index idx_things_created_at on things (user_id, created_at, id);

        create trigger touch_updated_at before update on things
          for each row execute function touch_updated_at();

        create view named_things as select id, name from things where name is not null;
        """;

    private Things() {}

    static List<SourceFile> schema(String text) {
        return List.of(new SourceFile("schema/things.sql", text, false));
    }

    /// Makes a repository with this migration only.
    public static Repository repository(String migration, String schema) {
        return new Repository(List.of(new SourceFile("V001__things.sql", migration, false)), schema(schema));
    }
}
