/// What the functions on a schedule share.
@NullMarked
package dev.kontor.functions.schedule;

import org.jspecify.annotations.NullMarked;
