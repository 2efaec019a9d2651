package dev.kontor.functions.folders;

import dev.kontor.folders.Child;
import dev.kontor.functions.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A folder or file in a list of both: its usual body, and its `type`.
public final class ChildBody {

    private ChildBody() {}

    public static Map<String, @Nullable Object> of(Child child) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", child.group());
        body.putAll(Json.members((Record) child.item()));
        return body;
    }
}
