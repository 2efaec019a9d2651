/// Shares: links that open a file or folder to anyone who has them. A visitor with a token is not
/// signed in; statements for visitors read the rows of the share's owner.
@NullMarked
package dev.kontor.shares;

import org.jspecify.annotations.NullMarked;
