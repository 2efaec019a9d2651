/// What makes a snapshot of a function (Lambda SnapStart) a warm one.
@NullMarked
package dev.kontor.functions.snapshot;

import org.jspecify.annotations.NullMarked;
