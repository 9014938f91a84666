package dev.mien.api;

import dev.mien.engine.Engine;
import dev.mien.engine.SegmentReach;

/**
 * What the listeners stand in front of.
 *
 * @param reach counts what the engine decides
 * @param upkeep ends what the engine holds open, such as its place in the cluster
 */
record Core(Engine engine, SegmentReach reach, AutoCloseable upkeep) {}
