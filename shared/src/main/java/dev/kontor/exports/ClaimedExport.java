package dev.kontor.exports;

import java.nio.ByteBuffer;

/// An export that a step has just taken.
///
/// @param attempts to go on from its position, this one included
/// @param rest the last bytes of the archive, which are in no part yet
record ClaimedExport(ExportJob job, int attempts, ByteBuffer rest) {}
