/// What a check tells: a finding, and the place in the sources that it points at.
@NullMarked
package dev.kontor.schema.finding;

import org.jspecify.annotations.NullMarked;
