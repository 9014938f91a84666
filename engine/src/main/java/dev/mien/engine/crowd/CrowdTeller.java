package dev.mien.engine.crowd;

import dev.mien.engine.counts.Spread;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells other nodes of the crowds that this one has counted in. */
public final class CrowdTeller implements Spread.Teller {
  /**
   * What began before is told no more unless it grows: sessions last a day at the most, and by then
   * it is in the store.
   */
  public static final Duration TOLD_AGAIN = Duration.ofHours(26);

  private final Crowds crowds;
  private final SharedCrowds shared;
  private final InstantSource clock;

  public CrowdTeller(Crowds crowds, SharedCrowds shared, InstantSource clock) {
    this.crowds = crowds;
    this.shared = shared;
    this.clock = clock;
    shared.listen((key, tokens) -> crowds.hear(key, tokens, CrowdKey.hour(clock.instant())));
  }

  @Override
  public List<Spread.Telling> due(Spread.Extent extent) {
    Collection<CrowdKey> keys =
        switch (extent) {
          case UNTOLD -> crowds.untold();
          case ALL -> crowds.since(CrowdKey.hour(clock.instant().minus(TOLD_AGAIN)));
        };
    List<Spread.Telling> due = new ArrayList<>();
    for (CrowdKey key : keys) {
      due.add(() -> tell(key));
    }
    return due;
  }

  private CompletionStage<Boolean> tell(CrowdKey key) {
    // Before it is read, so that what is counted meanwhile is told in the next round.
    boolean _ = crowds.untold().remove(key);
    Tokens tokens = crowds.tokens(key);
    if (tokens.count() == 0) {
      // It has left the window meanwhile.
      return CompletableFuture.completedFuture(true);
    }
    return shared
        .join(key, tokens)
        .handle(
            (_, failure) -> {
              if (failure != null) {
                crowds.untold().add(key);
              }
              return failure == null;
            });
  }
}
