/**
 * What third parties ask for: the segments that a visitor has agreed they may be told of, in the
 * words of OpenRTB.
 *
 * <p>Must never say more than ids of the taxonomy: no score, no time, no name of ours, and nothing
 * that a longer or shorter answer would tell.
 */
@NullMarked
package dev.mien.api.exposure;

import org.jspecify.annotations.NullMarked;
