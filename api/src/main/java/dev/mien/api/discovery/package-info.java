/**
 * Discovery at a terminal: from a file to counted patterns, and from what was found to words.
 *
 * <p>{@link dev.mien.api.discovery.Discoveries} replays a file and counts the sessions in it, or
 * reads a table of counts; {@link dev.mien.api.discovery.TextReport} and {@link
 * dev.mien.api.discovery.JsonReport} print what was found; {@link
 * dev.mien.api.discovery.DraftFolder} writes it down as draft segments.
 *
 * <p>Must never keep or print anything of a single session.
 */
@NullMarked
package dev.mien.api.discovery;

import org.jspecify.annotations.NullMarked;
