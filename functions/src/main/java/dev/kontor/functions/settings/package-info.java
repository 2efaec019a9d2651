/// The operations on settings, the user's own and those that apps keep for the user.
@NullMarked
package dev.kontor.functions.settings;

import org.jspecify.annotations.NullMarked;
