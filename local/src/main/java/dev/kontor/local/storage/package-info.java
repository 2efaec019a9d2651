/// The part of S3 that Kontor uses: signed uploads, downloads and deletions of one bucket's objects,
/// and the notifications of new ones.
@NullMarked
package dev.kontor.local.storage;

import org.jspecify.annotations.NullMarked;
