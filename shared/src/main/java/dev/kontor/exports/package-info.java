/// Exports: everything of a user as one ZIP archive in the bucket, written in steps that go on where the
/// last one ended (decision 0046).
@NullMarked
package dev.kontor.exports;

import org.jspecify.annotations.NullMarked;
