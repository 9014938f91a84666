/**
 * Why a session got what it got, in words, by replaying the reference interpreter.
 *
 * <p>Must never run unless asked.
 */
@NullMarked
package dev.mien.engine.explain;

import org.jspecify.annotations.NullMarked;
