/// The custom resource that a deploy waits for: it starts a run for each event of CloudFormation and
/// puts the answer where CloudFormation expects it.
@NullMarked
package dev.kontor.migrations.gate;

import org.jspecify.annotations.NullMarked;
