/// A client of Kontor's API. [dev.kontor.client.KontorClient] is where to begin;
/// `dev.kontor.client.api` and `dev.kontor.client.model` are generated from the description of the
/// API.
@NullMarked
package dev.kontor.client;

import org.jspecify.annotations.NullMarked;
