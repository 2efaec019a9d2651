/// How many bytes a user may store, and how many they do.
@NullMarked
package dev.kontor.quotas;

import org.jspecify.annotations.NullMarked;
