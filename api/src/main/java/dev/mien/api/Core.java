package dev.mien.api;

import dev.mien.api.access.Trail;
import dev.mien.api.workspace.DraftShadow;
import dev.mien.engine.Engine;
import dev.mien.engine.Exposing;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.promise.LogReader;
import dev.mien.engine.store.Database;
import dev.mien.engine.workspace.Publications;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What the listeners stand in front of.
 *
 * @param exposing tells recipients of segments
 * @param releasing shows what was counted, as far as it was released
 * @param shadows knows which drafts are counted for
 * @param outcomes what came of what was shown, exact
 * @param allocations how often variants are drawn where that is learned
 * @param clock the time that all nodes go by
 * @param current whether this node knows what the others know
 * @param database keeps what nodes share
 * @param trail notes what was done
 * @param publications the one way by which a workspace comes into force
 * @param promises what of the log of promises everybody may read
 * @param upkeep ends what the engine holds open, such as its place in the cluster
 */
record Core(
    Engine engine,
    Exposing exposing,
    Releasing releasing,
    DraftShadow.Source shadows,
    Outcomes outcomes,
    Allocations allocations,
    InstantSource clock,
    BooleanSupplier current,
    Database database,
    Trail trail,
    Publications publications,
    LogReader promises,
    AutoCloseable upkeep) {}
