package dev.kontor.functions.packaged;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.kontor.functions.Kontor;
import dev.kontor.functions.testing.Lambda;
import dev.kontor.functions.testing.Project;
import dev.kontor.migrations.testing.TestDatabase;
import dev.kontor.template.LambdaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Objects;
import java.util.stream.Collectors;

/// Run by the build: records what the database says to each operation while it handles its event of
/// `events/`, for the priming before a snapshot.
final class RecordPriming {

    /// More than a page of everything that is listed, so that each list is primed as it is used: with
    /// a next page, whose cursor costs the first request of a start some milliseconds otherwise.
    private static final String LONG_LISTS = """
        create temporary view each as
        select number, f.user_id, f.id as file_id, f.parent_folder_id as folder_id
        from generate_series(1, 60) as number, files f
        where f.name = 'Budget.xlsx';

        create function pg_temp.numbered(what text, number bigint) returns uuid
          language sql immutable
          return md5(what || number)::uuid;

        insert into tags (id, user_id, name)
        select pg_temp.numbered('tag', number), user_id, 'tag ' || number from each;
        -- The first page of the top level has folders and files.
        insert into folders (id, user_id, name, parent_folder_id)
        select
          pg_temp.numbered('folder', number), user_id, 'Folder ' || number, case when number > 30 then folder_id end
        from each;
        insert into files (id, user_id, name, mime_type, size, storage_path, storage_key)
        select
          pg_temp.numbered('top', number), user_id, 'Top ' || number, 'text/plain', 1, 'priming',
          'priming/top/' || number
        from each;
        insert into shares (id, user_id, folder_id, token)
        select pg_temp.numbered('share', number), user_id, folder_id, left(repeat(md5(number::text), 2), 43) from each;
        insert into file_versions (id, user_id, file_id, version, size, mime_type, storage_key)
        select pg_temp.numbered('version', number), user_id, file_id, 2 + number, 1, 'text/plain', 'priming/version/' || number from each;
        insert into transactions (id, user_id, type, amount, balance_after, description, created_at)
        select
          pg_temp.numbered('transaction', number), user_id, 'usage', -1, 380, 'Thumbnails', '2025-12-30 12:00Z'
        from each;
        insert into packages (id, name, credits, price_amount, currency, payment_link_id, payment_link_url)
        select
          pg_temp.numbered('package', number), 'Package ' || number, 500, 499, 'eur', 'plink_' || number,
          'https://buy.stripe.com/' || number
        from each;
        insert into purchases (id, user_id, package_id, credits, price_amount, currency, payment_link_id)
        select
          pg_temp.numbered('purchase', number), user_id, pg_temp.numbered('package', 1), 500, 499, 'eur', 'plink_1'
        from each;
        insert into users (id, user_id, tags)
        select pg_temp.numbered('user', number), 'user ' || number, '["premium"]' from each;
        insert into holds (id, user_id, created_by, status, amount, description, expires_at)
        select pg_temp.numbered('hold', number), user_id, user_id, 'released', 1, 'Thumbnails', now() from each;

        with made as (
          insert into files (
            id, user_id, parent_folder_id, name, mime_type, size, storage_path, storage_key, is_deleted, deleted_at)
          select
            pg_temp.numbered('file' || goes, number), user_id, folder_id, concat_ws(' ', 'Budget', number, case when goes then 'old' end), 'text/plain', 1,
            'priming', concat_ws('/', 'priming', number, goes), goes, case when goes then now() end
          from each, (values (false), (true)) as kind (goes)
          returning *
        ),
        thrown as (
          insert into trash_items (id, user_id, file_id, created_at)
          select pg_temp.numbered('trash' || id, 0), user_id, id, deleted_at from made where is_deleted
        )
        insert into file_tags (user_id, file_id, tag_id)
        select made.user_id, made.id, tags.id
        from made
        join tags on tags.name in ('tag 1', 'tag 2')
        where not made.is_deleted;
        """;

    private RecordPriming() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createDirectories(Path.of(arguments[0]));
        for (var route : Project.TEMPLATE.routes()) {
            record(route.function(), directory);
        }
        deleteOthers(directory);
        System.exit(0); // the embedded server's threads would go on
    }

    /// An operation that is gone would keep its recording, in the archive too.
    private static void deleteOthers(Path directory) throws IOException {
        var functions = Project.TEMPLATE.routes().stream()
                .map(route -> route.function().name())
                .collect(Collectors.toSet());
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                if (!functions.contains(file.getFileName().toString().replaceFirst("\\.\\w+$", ""))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void fill(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(LONG_LISTS);
        }
    }

    private static void record(LambdaDefinition function, Path directory) throws Exception {
        var event = Project.ROOT.resolve("events/" + function.name() + ".json");
        var database = Seed.database();
        fill(database);
        try (var tap = new RecordingTap(database.port())) {
            var environment = new HashMap<>(database.environment());
            environment.put("DATABASE_URL", tap.urlOf(database.name()));
            environment.put("DATABASE_POOL_SIZE", "1");
            try (var kontor = new Kontor(environment)) {
                var response = Lambda.invoke(
                        kontor.within(() -> Lambda.operation(function.handler())),
                        APIGatewayV2HTTPEvent.class,
                        APIGatewayV2HTTPResponse.class,
                        Files.readString(event));
                if ((int) Objects.requireNonNull(response.get("statusCode")) >= 400) {
                    throw new IllegalStateException(function + " was answered " + response);
                }
            }
            try (var file = Files.newOutputStream(directory.resolve(function + ".recording"))) {
                tap.recording().write(file);
            }
        }
        Files.copy(event, directory.resolve(function + ".json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
