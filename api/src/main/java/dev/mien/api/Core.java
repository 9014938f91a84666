package dev.mien.api;

import dev.mien.engine.Engine;

/**
 * What the listeners stand in front of.
 *
 * @param upkeep ends what the engine holds open, such as its place in the cluster
 */
record Core(Engine engine, AutoCloseable upkeep) {}
