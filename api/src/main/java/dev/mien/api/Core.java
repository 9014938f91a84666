package dev.mien.api;

import dev.mien.engine.Engine;
import dev.mien.engine.promise.LogReader;
import dev.mien.engine.store.Database;
import java.util.function.BooleanSupplier;

/**
 * What the listeners stand in front of.
 *
 * @param counting counts what the engine decides
 * @param current whether this node knows what the others know
 * @param database keeps what nodes share
 * @param promises what of the log of promises everybody may read
 * @param upkeep ends what the engine holds open, such as its place in the cluster
 */
record Core(
    Engine engine,
    Counting counting,
    BooleanSupplier current,
    Database database,
    LogReader promises,
    AutoCloseable upkeep) {}
