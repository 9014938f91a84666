/**
 * Shadow counting: which sessions segments of drafts would cover, found out beside the answers and
 * never in them.
 *
 * <p>{@link dev.mien.engine.shadow.Shadow} is made of the drafts that are worked on and of the
 * edition in force, once for all requests; it asks the same permitted facts that the edition asks,
 * and hands what holds to the counts.
 *
 * <p>Must never reach an answer, nor ask for a fact that the edition in force does not collect.
 */
@NullMarked
package dev.mien.engine.shadow;

import org.jspecify.annotations.NullMarked;
