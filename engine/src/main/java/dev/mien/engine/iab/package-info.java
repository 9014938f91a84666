/**
 * Reads the consent strings of the IAB: TC strings of its Transparency and Consent Framework, and
 * strings of its Global Privacy Platform. {@link dev.mien.engine.iab.ConsentStrings} is the front
 * door.
 *
 * <p>A string tells more about a visitor than Mien may know, and anybody can send one. So it is
 * read within one call, in bounded time, reduced to what it allows, and let go.
 *
 * <p>Must never keep, log or hand on a string or a part of one, and never take what cannot be read
 * for a yes.
 */
@NullMarked
package dev.mien.engine.iab;

import org.jspecify.annotations.NullMarked;
