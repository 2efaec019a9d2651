/// The operations on settings.
@NullMarked
package dev.kontor.functions.settings;

import org.jspecify.annotations.NullMarked;
