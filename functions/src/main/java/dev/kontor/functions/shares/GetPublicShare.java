package dev.kontor.functions.shares;

import dev.kontor.folders.Child;
import dev.kontor.folders.Folders;
import dev.kontor.functions.http.Action;
import dev.kontor.functions.http.Operation;
import dev.kontor.functions.http.Request;
import dev.kontor.functions.http.Response;
import dev.kontor.functions.http.Rules;
import dev.kontor.functions.json.Json;
import dev.kontor.shares.PublicItem;
import dev.kontor.shares.PublicShare;
import dev.kontor.shares.PublicShare.Locked;
import dev.kontor.shares.PublicShare.SharedFile;
import dev.kontor.shares.PublicShare.SharedFolder;
import dev.kontor.shares.SharedPlace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `GET /v1/public/{token}`: what is shared, for anyone who has the link.
public final class GetPublicShare extends Operation {

    public GetPublicShare() {
        super(Access.ANYONE);
    }

    @Override
    protected Action read(Request request) {
        var token = request.path().required("token", Rules.TOKEN);
        var folderId = request.query().optional("folderId", Rules.ID);
        var password = request.sharePassword();
        var list = request.list(new SharedPlace(token, folderId), Folders.SORTS);
        return kontor -> kontor.shares().open(list, password).map(share -> Response.ok(body(share)));
    }

    private static Map<String, @Nullable Object> body(PublicShare share) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        switch (share) {
            case Locked locked -> {
                body.put("type", locked.type());
                body.put("hasPassword", true);
            }
            case SharedFile file -> {
                body.put("type", Child.FILE);
                body.putAll(Json.members(file));
            }
            case SharedFolder folder -> {
                body.put("type", Child.FOLDER);
                body.put("name", folder.name());
                body.put("hasPassword", folder.hasPassword());
                body.put("expiresAt", folder.expiresAt());
                body.putAll(Json.members(folder.content().map(Item::of)));
            }
        }
        return body;
    }

    /// A file or folder in a shared folder, with what anyone may know of it.
    ///
    /// @param size bytes; null for a folder
    public record Item(
            UUID id,
            String type,
            String name,
            @Nullable String mimeType,
            @Nullable Long size) {

        private static Item of(PublicItem item) {
            return new Item(item.id(), item.type(), item.name(), item.mimeType(), item.bytes());
        }
    }
}
