package dev.kontor.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kontor.client.api.CreditsApi;
import dev.kontor.client.api.FilesApi;
import dev.kontor.client.api.FoldersApi;
import dev.kontor.client.api.HealthApi;
import dev.kontor.client.api.SearchApi;
import dev.kontor.client.api.SettingsApi;
import dev.kontor.client.api.SharesApi;
import dev.kontor.client.api.TagsApi;
import dev.kontor.client.api.TrashApi;
import dev.kontor.client.api.UploadsApi;
import dev.kontor.client.api.UsersApi;
import dev.kontor.client.api.VersionsApi;
import dev.kontor.client.invoker.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/// Kontor's API for one user. Threads may share it.
///
/// A request that may be repeated is repeated after a lost connection, a 429 or a 503, at most
/// five times in all, after the `Retry-After` that the response names. A POST has
/// the same `Idempotency-Key` each time: the caller's, or one that is made. A response with an error
/// is thrown as a [KontorProblem].
public final class KontorClient {

    private static final int ERROR = 400;

    private final ApiClient api;
    private final HttpClient http;

    private KontorClient(String url, Supplier<String> token, HttpClient http) {
        this.http = http;
        var retrying = new RetryingClient(http, new ClientRetries());
        this.api = new ApiClient() {
            @Override
            public HttpClient getHttpClient() {
                return retrying;
            }
        };
        api.updateBaseUri(url);
        api.setRequestInterceptor(request -> authorize(request, token));
        api.setResponseInterceptor(this::throwProblem);
    }

    /// The API at a URL such as `http://127.0.0.1:8080`.
    ///
    /// @param token gives the user's token for each request, without `Bearer`
    public static KontorClient of(String url, Supplier<String> token) {
        return of(url, token, HttpClient.newHttpClient());
    }

    /// As the other, with an HTTP client of the app's own, which it also closes.
    public static KontorClient of(String url, Supplier<String> token, HttpClient http) {
        return new KontorClient(url, token, http);
    }

    public FilesApi files() {
        return new FilesApi(api);
    }

    public VersionsApi versions() {
        return new VersionsApi(api);
    }

    public FoldersApi folders() {
        return new FoldersApi(api);
    }

    public TagsApi tags() {
        return new TagsApi(api);
    }

    public TrashApi trash() {
        return new TrashApi(api);
    }

    public SearchApi search() {
        return new SearchApi(api);
    }

    public SharesApi shares() {
        return new SharesApi(api);
    }

    public CreditsApi credits() {
        return new CreditsApi(api);
    }

    public SettingsApi settings() {
        return new SettingsApi(api);
    }

    public UsersApi users() {
        return new UsersApi(api);
    }

    public HealthApi health() {
        return new HealthApi(api);
    }

    /// Uploads of content.
    public ContentUploads uploads() {
        return new ContentUploads(files(), new PartUploads(partUploads(), http), http, new ClientRetries());
    }

    /// Uploads in parts, step by step. [#uploads] does them by itself.
    public UploadsApi partUploads() {
        return new UploadsApi(api);
    }

    private static void authorize(HttpRequest.Builder request, Supplier<String> token) {
        request.setHeader("Authorization", "Bearer " + token.get());
    }

    private void throwProblem(HttpResponse<InputStream> response) {
        if (response.statusCode() < ERROR) {
            return;
        }
        try (var body = ApiClient.getResponseBody(response)) {
            var text = body == null ? "" : new String(body.readAllBytes(), UTF_8);
            throw KontorProblem.of(response, text, api.getObjectMapper());
        } catch (IOException e) {
            throw KontorProblem.of(response, "", api.getObjectMapper());
        }
    }
}
