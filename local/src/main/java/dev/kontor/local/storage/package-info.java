/// An S3 as far as Kontor uses one: signed uploads and downloads of one bucket's objects, their
/// deletion, and the notifications of new ones.
@NullMarked
package dev.kontor.local.storage;

import org.jspecify.annotations.NullMarked;
