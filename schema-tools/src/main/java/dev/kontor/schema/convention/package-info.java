/// The rules that every table keeps, each asked of the live catalog.
@NullMarked
package dev.kontor.schema.convention;

import org.jspecify.annotations.NullMarked;
