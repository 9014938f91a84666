package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;

/**
 * Whose keys a mapping holds: where a missing key is shown, and how messages call it.
 *
 * @param shown {@code 'bargain-hunters'}, or {@code this offer} where there is no name
 */
record Owner(String shown, Span span) {
  static Owner of(Word name) {
    return new Owner("'" + name + "'", name.span());
  }
}
