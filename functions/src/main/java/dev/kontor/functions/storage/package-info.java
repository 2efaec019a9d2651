/// The functions that follow an upload to S3: one confirms it, and one cleans up when it never
/// arrives.
@NullMarked
package dev.kontor.functions.storage;

import org.jspecify.annotations.NullMarked;
