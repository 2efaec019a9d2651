package dev.kontor.local.storage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A part as a request to complete an upload names it.
///
/// @param etag without quotes
record ListedPart(int number, String etag) {
    private static final String LIST = "CompleteMultipartUpload";
    private static final String PART = "Part";

    /// @throws S3Error the document has another form, no parts, or more than S3 takes
    static List<ListedPart> readAll(InputStream document) throws S3Error {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var xml = factory.createXMLStreamReader(document);
            xml.nextTag();
            xml.require(XMLStreamConstants.START_ELEMENT, null, LIST);
            var parts = new ArrayList<ListedPart>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                parts.add(read(xml));
            }
            if (parts.isEmpty() || parts.size() > UploadPart.MAX_PARTS) {
                throw S3Error.malformedXml();
            }
            return parts;
        } catch (XMLStreamException e) {
            throw S3Error.malformedXml();
        }
    }

    private static ListedPart read(XMLStreamReader xml) throws XMLStreamException, S3Error {
        xml.require(XMLStreamConstants.START_ELEMENT, null, PART);
        var members = new TreeMap<String, String>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            members.put(xml.getLocalName(), xml.getElementText());
        }
        return of(members);
    }

    private static ListedPart of(Map<String, String> members) throws S3Error {
        var number = members.get("PartNumber");
        var etag = members.get("ETag");
        if (number == null || etag == null) {
            throw S3Error.malformedXml();
        }
        try {
            return new ListedPart(Integer.parseInt(number.strip()), etag.strip().replace("\"", ""));
        } catch (NumberFormatException e) {
            throw S3Error.malformedXml();
        }
    }
}
