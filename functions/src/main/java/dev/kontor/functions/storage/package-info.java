/// What follows when content arrives in S3, or does not.
@NullMarked
package dev.kontor.functions.storage;

import org.jspecify.annotations.NullMarked;
