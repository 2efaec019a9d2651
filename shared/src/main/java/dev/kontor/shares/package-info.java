/// Shares: links that open a file or a folder to whoever has them, and what they show. Whoever
/// comes with a token is nobody's user; what its share reaches is read as that of the share's
/// owner.
@NullMarked
package dev.kontor.shares;

import org.jspecify.annotations.NullMarked;
