package dev.kontor.shared;

/// An error in one field of a request.
///
/// @param field its name as the client wrote it: a body field, a query or path parameter, or a
///   header
public record FieldError(String field, String message) {}
