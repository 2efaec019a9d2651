package dev.kontor.storage;

/// A part of an upload that S3 has.
///
/// @param number from 1
/// @param size bytes
/// @param etag with its quotes, as S3 gives it
public record ObjectPart(int number, long size, String etag) {}
