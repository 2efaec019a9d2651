package dev.kontor.benchmarks.section;

import dev.kontor.benchmarks.function.RunningFunction;
import dev.kontor.benchmarks.machine.RunProgress;
import dev.kontor.benchmarks.report.MarkdownTable;
import dev.kontor.benchmarks.report.Numbers;
import dev.kontor.benchmarks.report.SectionReport;
import dev.kontor.benchmarks.request.BenchmarkUsers;
import dev.kontor.benchmarks.request.MeasuredOperation;
import dev.kontor.benchmarks.request.PartRequests;
import dev.kontor.migrations.testing.TestBucket;
import dev.kontor.shared.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the requests around an upload in parts cost beside a read of a file by its id. The bucket knows
/// parts without their content, so that nearly all of the time is Kontor's.
public final class PartsBesideReads implements Section {

    private static final String USER = BenchmarkUsers.of(MeasuredOperation.READ);
    private static final int FEW = 10;
    private static final int MANY = Limits.PARTS_PER_REQUEST;
    private static final int MOST = Limits.PARTS_MAX;
    private static final int TURNS = 10;

    /// Requests of one kind.
    ///
    /// @param parts that each is about; 0 for none
    private record Row(String title, int parts, Turns turns) {

        int requestsPerTurn() {
            return PartsBesideReads.requestsPerTurn(parts);
        }

        /// Where each is quick, so many that the function's compilers are done.
        int requestsToWarmUp() {
            return parts < MANY ? 2_000 : 30 * requestsPerTurn();
        }

        double median() {
            return turns.latency().median();
        }
    }

    /// Makes uploads, up to the request that is measured.
    private record UploadFunctions(TestBucket bucket, RunningFunction create, RunningFunction sign) {

        /// An upload that S3 does not know yet.
        UUID begun(int parts) {
            return PartRequests.id(create.invoke(PartRequests.begin(USER, parts)));
        }

        /// An upload of which S3 has all parts.
        UUID sent(int parts) {
            var upload = begun(parts);
            sign.request(PartRequests.sign(USER, upload, 1));
            var multipartId = bucket.uploads().getLast();
            PartRequests.numbers(parts).forEach(number -> bucket.putPart(multipartId, number, Limits.PART_BYTES_MIN));
            return upload;
        }
    }

    @Override
    public String key() {
        return "parts";
    }

    @Override
    public String title() {
        return "Uploads in parts";
    }

    @Override
    public SectionReport measure(Setup setup) throws Exception {
        var database = setup.newDatabase("parts");
        GrownStore.few(setup.server(), database);
        var functions = setup.javaOn(database);
        try (var read = functions.start(MeasuredOperation.READ.function());
                var create = functions.start("CreateFile");
                var bucket = TestBucket.start();
                var sign = functions.startWithBucket("SignUploadParts", bucket.environment());
                var list = functions.startWithBucket("GetUpload", bucket.environment());
                var complete = functions.startWithBucket("CompleteUpload", bucket.environment())) {
            var uploads = new UploadFunctions(bucket, create, sign);
            var server = setup.server();
            var rows = new ArrayList<Row>();
            rows.add(new Row(
                    MeasuredOperation.READ.title(),
                    0,
                    new Turns(server, read, () -> MeasuredOperation.READ.request(USER))));
            rows.add(new Row(
                    "begin an upload, with its file",
                    0,
                    new Turns(server, create, () -> PartRequests.begin(USER, FEW))));
            rows.add(new Row(
                    "sign the first part, which begins it in S3",
                    1,
                    new Turns(server, sign, () -> PartRequests.sign(USER, uploads.begun(FEW), 1))));
            for (var parts : List.of(1, FEW, MANY)) {
                var request = PartRequests.sign(USER, uploads.sent(MANY), parts);
                rows.add(new Row("sign", parts, new Turns(server, sign, () -> request)));
            }
            for (var parts : List.of(FEW, MANY, MOST)) {
                var request = PartRequests.list(USER, uploads.sent(parts));
                rows.add(new Row("list", parts, new Turns(server, list, () -> request)));
            }
            for (var parts : List.of(FEW, MANY, MOST)) {
                rows.add(new Row(
                        "complete",
                        parts,
                        new Turns(server, complete, () -> PartRequests.complete(USER, uploads.sent(parts), parts))));
            }
            takeTurns(rows);
            return report(rows);
        }
    }

    private static int requestsPerTurn(int parts) {
        return switch (parts) {
            case MOST -> 1;
            case MANY -> 5;
            default -> 20;
        };
    }

    private static void takeTurns(List<Row> rows) {
        rows.forEach(row -> row.turns().warmUp(row.requestsToWarmUp()));
        for (var turn = 0; turn < TURNS; turn++) {
            rows.forEach(row -> row.turns().take(row.requestsPerTurn()));
        }
    }

    private static int requests(int parts) {
        return TURNS * requestsPerTurn(parts);
    }

    private static SectionReport report(List<Row> rows) {
        var read = rows.getFirst().median();
        var table = new MarkdownTable("", "parts", "median", "of a read", "µs a part", "function, ms of processor");
        for (var row : rows) {
            var ratio = Numbers.plain(row.median() / read);
            table.row(
                    row.title(),
                    row.parts() == 0 ? "" : "%,d".formatted(row.parts()),
                    Numbers.millis(row.median()),
                    "**" + ratio + "**",
                    row.parts() < MANY ? "" : Numbers.plain(row.median() * 1_000 / row.parts()),
                    Numbers.plain(row.turns().functionMillis()));
            RunProgress.say("parts: %s %d: %s of a read".formatted(row.title(), row.parts(), ratio));
        }
        return new SectionReport()
                .paragraph("""
                    One request at a time, %d of each, %d of those about %,d parts and %d of those about %,d, in %d \
                    turns. The bucket answers as S3 does, and holds parts without their content. A signature needs no \
                    S3. A list has a request to S3 for each 1,000 parts; a completion lists them too, and asks for the \
                    object at the end.\
                    """.formatted(requests(FEW), requests(MANY), MANY, requests(MOST), MOST, TURNS))
                .table(table);
    }
}
