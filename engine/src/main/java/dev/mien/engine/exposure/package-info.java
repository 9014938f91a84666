/**
 * What others than the site are told of a session: one or two segments, of a few that were declared
 * for them, and maybe not the true ones.
 *
 * <p>{@link dev.mien.engine.exposure.Disclosure} draws them. The draw comes of the session's
 * half-key: it is the same for as long as nothing changes, differs from one recipient to the next,
 * and can no longer be made once the half-key is destroyed.
 *
 * <p>Must never keep whom it told what, and never tell what no consent is in force for.
 */
@NullMarked
package dev.mien.engine.exposure;

import org.jspecify.annotations.NullMarked;
