package dev.mien.engine;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.RequestSignals;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The pipeline. For any number of threads; never blocks: what waits for the cluster comes as a
 * stage, which may complete on another thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Engine {
  private final Editions editions;

  public Engine(Editions editions) {
    this.editions = editions;
  }

  public Editions editions() {
    return editions;
  }

  /** Decides what slots show, and folds the signals and events into the session. */
  public CompletionStage<Answer> decide(DecideRequest request) {
    throw new UnsupportedOperationException(request.toString());
  }

  /** Shows a session to its visitor. */
  public CompletionStage<SessionView> show(Site site, String capsule) {
    throw new UnsupportedOperationException(site + capsule);
  }

  /** Destroys a session. */
  public CompletionStage<Erasure> erase(Site site, String capsule) {
    throw new UnsupportedOperationException(site + capsule);
  }

  /**
   * What would be decided for a session that said this, with consent to {@code consent}; counts and
   * keeps nothing.
   */
  public Preview preview(Edition edition, RequestSignals signals, ConsentStatement consent) {
    throw new UnsupportedOperationException(edition + "" + signals + consent);
  }

  /** What a preview shows: every segment and every slot. */
  public record Preview(
      List<dev.mien.engine.explain.Why.SegmentWhy> segments, List<SlotDecision> decisions) {
    public Preview {
      segments = List.copyOf(segments);
      decisions = List.copyOf(decisions);
    }
  }
}
