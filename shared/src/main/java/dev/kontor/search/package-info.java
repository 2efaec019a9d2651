/// Search: the files and folders whose name or description holds a text, the best of them first.
@NullMarked
package dev.kontor.search;

import org.jspecify.annotations.NullMarked;
