/**
 * Discovery: what groups sessions fall into by themselves, proposed as draft rules.
 *
 * <p>{@link dev.mien.engine.discovery.Discovery} is the door. {@link
 * dev.mien.engine.discovery.Patterns} counts sessions by the combination of attribute values they
 * share, {@link dev.mien.engine.discovery.Anonymity} folds what fewer than k sessions share, {@code
 * Mixture} finds latent classes in the counts, {@code ClassSearch} chooses how many of them come
 * out again when the counts are drawn anew, and {@code Tree} says them in conditions of the rule
 * language. {@link dev.mien.engine.discovery.DraftSegments} makes drafts of what was found.
 *
 * <p>Must never activate anything, nor be given more of a session than the pattern it falls into.
 */
@NullMarked
package dev.mien.engine.discovery;

import org.jspecify.annotations.NullMarked;
