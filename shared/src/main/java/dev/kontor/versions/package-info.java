/// The versions of a file: numbered, restored, downloaded, and marked as their content arrives.
@NullMarked
package dev.kontor.versions;

import org.jspecify.annotations.NullMarked;
