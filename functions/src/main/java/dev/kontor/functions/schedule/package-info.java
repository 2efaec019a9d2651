/// What the functions on a schedule share: work in batches, and the metric of what is left.
@NullMarked
package dev.kontor.functions.schedule;

import org.jspecify.annotations.NullMarked;
