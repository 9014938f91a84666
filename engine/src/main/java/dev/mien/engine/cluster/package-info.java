/**
 * Hazelcast adapters for the ports of the engine. Nothing else imports Hazelcast.
 *
 * <p>Must never decide anything.
 */
@NullMarked
package dev.mien.engine.cluster;

import org.jspecify.annotations.NullMarked;
