package dev.mien.api;

import dev.mien.api.decisions.Current;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Reached;
import java.util.concurrent.CompletionStage;

/** The editions of a node, as requests are answered by them. */
record CurrentEditions(Editions editions) implements Current {
  @Override
  public Edition inForce() {
    return editions.inForce();
  }

  @Override
  public CompletionStage<Reached> reach(long number) {
    return editions.reach(number);
  }
}
