/// The bucket that content is measured in.
@NullMarked
package dev.kontor.benchmarks.bucket;

import org.jspecify.annotations.NullMarked;
