/// Settings: free JSON that apps keep for a user, one document in all and one for each app.
@NullMarked
package dev.kontor.settings;

import org.jspecify.annotations.NullMarked;
