package dev.kontor.shared;

/// What is wrong with one field of a request. `field` is its name as the client wrote it: a body
/// field, a query or path parameter, or a header.
public record FieldError(String field, String message) {}
