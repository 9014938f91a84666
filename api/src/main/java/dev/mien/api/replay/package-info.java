/**
 * The replay of a file: rows of a CSV go through the same pipeline as requests, under a mapping
 * that says which columns become which signals and events.
 *
 * <p>{@link dev.mien.api.replay.ReplayCommand} is the subcommand. A {@code Mapping} is read from
 * YAML, checked against the workspace and the header into a {@code Plan}, and run by {@code
 * Replay}, which only counts.
 *
 * <p>Must never print, log or keep the value of a cell.
 */
@NullMarked
package dev.mien.api.replay;

import org.jspecify.annotations.NullMarked;
