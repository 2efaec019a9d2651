/// The requests that are measured.
@NullMarked
package dev.kontor.benchmarks.request;

import org.jspecify.annotations.NullMarked;
