/**
 * Which threads go first where several want one core: those that answer before those that build,
 * compile and keep.
 *
 * <p>Must never make a thread wait for another, and never fail where a system knows no such thing.
 */
@NullMarked
package dev.mien.engine.precedence;

import org.jspecify.annotations.NullMarked;
