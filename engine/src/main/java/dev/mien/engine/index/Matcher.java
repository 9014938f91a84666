package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Facts;

/**
 * One thread's means to ask an index: what a match needs is allocated here once. For one thread.
 */
public final class Matcher {
  private final MatchIndex index;
  private final Membership.Scratch scratch;
  private final Room room;

  Matcher(MatchIndex index) {
    this.index = index;
    this.scratch = new Membership.Scratch(index.segments());
    this.room = index.room();
  }

  /** The index that is asked. */
  public MatchIndex index() {
    return index;
  }

  /**
   * The points of the score at a place for these facts, its base left out, in whole
   * ten-thousandths; the least where withheld facts leave them open. Leaves what was matched as it
   * is.
   */
  public int points(int score, Facts facts) {
    return index.scoring().least(score, facts, room.states);
  }

  /**
   * The segments that admit these facts. What is returned changes with the next call; {@link
   * Membership#copy} it to keep it.
   */
  public Membership match(Facts facts) {
    scratch.clear();
    index.match(facts, room, scratch);
    return scratch.membership();
  }
}
