package dev.mien.api.replay;

import dev.mien.engine.Engine;
import dev.mien.engine.edition.Edition;

/** An engine for one replay: nothing of it is shared with other nodes, and nothing is kept. */
record Rig(Engine engine, Edition edition, Witness witness, SyntheticClock clock) {}
