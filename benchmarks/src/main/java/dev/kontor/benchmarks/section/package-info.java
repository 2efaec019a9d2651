/// What is measured, a class for each section of the document.
@NullMarked
package dev.kontor.benchmarks.section;

import org.jspecify.annotations.NullMarked;
