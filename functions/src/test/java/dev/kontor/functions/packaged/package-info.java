/// The archives as they go to Lambda: each function of `template.yaml` runs in its own JVM under
/// AWS's runtime interface client, against an emulated Runtime API.
@NullMarked
package dev.kontor.functions.packaged;

import org.jspecify.annotations.NullMarked;
