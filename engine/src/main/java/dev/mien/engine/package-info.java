/**
 * The pipeline: a request's signals go through the gate into the session, become facts, are matched
 * and decided, and leave as content keyed to segments.
 *
 * <p>{@link dev.mien.engine.Engine} is the front door. Must never know HTTP or Hazelcast.
 */
@NullMarked
package dev.mien.engine;

import org.jspecify.annotations.NullMarked;
