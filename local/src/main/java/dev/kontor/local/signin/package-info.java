/// The part of Better Auth on a developer's machine: the signing key, its key set, and tokens.
@NullMarked
package dev.kontor.local.signin;

import org.jspecify.annotations.NullMarked;
