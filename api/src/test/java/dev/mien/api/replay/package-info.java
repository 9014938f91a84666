/** Tests of replays. */
@NullMarked
package dev.mien.api.replay;

import org.jspecify.annotations.NullMarked;
