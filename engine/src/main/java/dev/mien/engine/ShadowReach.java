package dev.mien.engine;

import dev.mien.engine.counts.ShadowCounts;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Turn;
import dev.mien.engine.shadow.Shadow;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the sessions that segments of drafts would cover. What holds is found out after the answer
 * was made and told to nobody; where no draft is shadowed it costs one volatile read. For any
 * number of threads.
 */
public final class ShadowReach implements Tally {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowReach.class);

  private final ShadowCounts counts;
  private volatile Shadow shadow = Shadow.none();

  public ShadowReach(ShadowCounts counts) {
    this.counts = counts;
  }

  /** What is counted from now on. */
  public void shadow(Shadow next) {
    shadow = next;
  }

  /** What is counted, each by what it is known by across editions. */
  public List<String> names() {
    return shadow.names();
  }

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {}

  @Override
  public void happened(Edition edition, Turn turn, Mark mark) {
    Shadow now = shadow;
    if (now.counts(edition) && turn.state().isPresent()) {
      count(now, turn, mark);
    }
  }

  private void count(Shadow now, Turn turn, Mark mark) {
    try {
      now.count(counts, turn, mark.hour(), mark.token());
    } catch (RuntimeException e) {
      // A draft must not cost a visitor the answer.
      shadow = Shadow.none();
      LOG.error("counting for drafts broke off", e);
    }
  }
}
