/// Settings: free JSON that apps store for a user, in one global document and one for each app.
@NullMarked
package dev.kontor.settings;

import org.jspecify.annotations.NullMarked;
