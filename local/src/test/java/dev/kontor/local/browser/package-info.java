/// A real browser for tests: Chromium, driven by its DevTools protocol.
@NullMarked
package dev.kontor.local.browser;

import org.jspecify.annotations.NullMarked;
