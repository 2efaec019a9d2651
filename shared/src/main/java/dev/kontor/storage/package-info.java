/// File content, which clients exchange directly with S3: presigned requests, look-ups of objects,
/// and the queue of objects to delete.
@NullMarked
package dev.kontor.storage;

import org.jspecify.annotations.NullMarked;
