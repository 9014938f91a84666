/**
 * Source text, places in it, and what is found wrong there.
 *
 * <p>A {@link dev.mien.segments.source.SourceText} is one file as its author sees it; a {@link
 * dev.mien.segments.source.Span} is a stretch of it; a {@link dev.mien.segments.source.Diagnostic}
 * is one finding about a stretch, with a stable code and a hint; {@link
 * dev.mien.segments.source.NearestName} finds what an author probably meant.
 *
 * <p>Must never know the language: what a purpose or a segment is stays with its callers.
 */
@NullMarked
package dev.mien.segments.source;

import org.jspecify.annotations.NullMarked;
