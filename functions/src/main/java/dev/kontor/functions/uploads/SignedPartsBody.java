package dev.kontor.functions.uploads;

import dev.kontor.versions.SignedPart;
import java.util.List;

/// The requests that upload parts.
public record SignedPartsBody(List<SignedPart> parts) {

    public SignedPartsBody {
        parts = List.copyOf(parts);
    }
}
