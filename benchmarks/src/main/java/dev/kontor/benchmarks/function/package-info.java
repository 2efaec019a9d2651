/// Functions in processes of their own, behind an emulated Lambda Runtime API.
@NullMarked
package dev.kontor.benchmarks.function;

import org.jspecify.annotations.NullMarked;
