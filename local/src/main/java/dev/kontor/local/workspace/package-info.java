/// The working copy and what every command needs of it: its paths, its lock, its secrets, and the
/// lines that a command shows to its user.
@NullMarked
package dev.kontor.local.workspace;

import org.jspecify.annotations.NullMarked;
