package dev.kontor.storage;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// A response of S3 in XML. Immutable.
final class S3Document {

    private static final String PART = "Part";

    private final String root;
    private final Map<String, String> members;
    private final List<ObjectPart> parts;

    private S3Document(String root, Map<String, String> members, List<ObjectPart> parts) {
        this.root = root;
        this.members = members;
        this.parts = parts;
    }

    /// @throws StorageUnavailableException when it is no whole document: the response broke off
    static S3Document of(String text) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var path = new ArrayDeque<String>();
        var members = new HashMap<String, String>();
        var parts = new ArrayList<ObjectPart>();
        var root = "";
        try {
            var xml = factory.createXMLStreamReader(new StringReader(text.strip()));
            var characters = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.push(xml.getLocalName());
                        root = Objects.requireNonNull(path.peekLast());
                        characters.setLength(0);
                    }
                    case XMLStreamConstants.CHARACTERS -> characters.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        var name = path.pop();
                        members.put(name, characters.toString().strip());
                        if (name.equals(PART)) {
                            parts.add(part(members));
                        }
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException | NumberFormatException e) {
            throw new StorageUnavailableException("S3's response cannot be read", e);
        }
        return new S3Document(root, members, parts);
    }

    private static ObjectPart part(Map<String, String> members) {
        return new ObjectPart(
                Integer.parseInt(members.getOrDefault("PartNumber", "")),
                Long.parseLong(members.getOrDefault("Size", "")),
                members.getOrDefault("ETag", ""));
    }

    /// The request that puts an object together.
    static String listing(Collection<ObjectPart> parts) {
        var text = new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (var part : parts) {
            text.append("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
                    .formatted(part.number(), escaped(part.etag())));
        }
        return text + "</CompleteMultipartUpload>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /// Whether the document is of this kind, and no error.
    boolean isA(String name) {
        return root.equals(name);
    }

    /// @throws StorageUnavailableException when the document lacks it
    String text(String name) {
        var text = members.get(name);
        if (text == null || text.isEmpty()) {
            throw new StorageUnavailableException("S3's response has no " + name);
        }
        return text;
    }

    boolean isTruncated() {
        return "true".equals(members.get("IsTruncated"));
    }

    List<ObjectPart> parts() {
        return List.copyOf(parts);
    }
}
