/**
 * Files that people write for a command, in YAML: read with the place of every word, and with all
 * that is wrong in them collected, so that their author sees it at once.
 *
 * <p>Must never know what a file is for.
 */
@NullMarked
package dev.mien.api.input;

import org.jspecify.annotations.NullMarked;
