/**
 * What a request says, normalised to codes, not yet trusted.
 *
 * <p>A {@link dev.mien.engine.signal.SignalReader} takes names and raw values one at a time and
 * keeps codes; whatever it does not know becomes a notice that names the place, never the value.
 * What is not declared and looks as if it pointed to somebody is noticed as such, without its name.
 *
 * <p>Must never infer anything.
 */
@NullMarked
package dev.mien.engine.signal;

import org.jspecify.annotations.NullMarked;
