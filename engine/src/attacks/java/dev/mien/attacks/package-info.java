/**
 * The bench that attacks: tries for real what is promised to be impossible, with everything that an
 * attacker may have, and measures how far it gets.
 *
 * <p>A bench that never fails is no evidence, so each mechanism is also replaced by one that is
 * known to be bad, and exactly the attacks that it was there to stop have to succeed then.
 *
 * <p>Must never test with less than the real mechanism: what it runs against is the engine's own.
 */
@NullMarked
package dev.mien.attacks;

import org.jspecify.annotations.NullMarked;
