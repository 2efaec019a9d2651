/// File content, which goes straight between clients and S3: presigned requests, what S3 knows of
/// an object, and the queue of objects to delete.
@NullMarked
package dev.kontor.storage;

import org.jspecify.annotations.NullMarked;
