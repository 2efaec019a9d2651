/// The format of ZIP archives, written from anywhere on: each piece depends on nothing but a few
/// numbers (decision 0046).
@NullMarked
package dev.kontor.zip;

import org.jspecify.annotations.NullMarked;
