package dev.mien.api.replay;

import dev.mien.engine.Answer;
import dev.mien.engine.Mark;
import dev.mien.engine.Tally;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.session.Turn;
import java.util.BitSet;
import java.util.Optional;

/** Sees what the last decision was made from, which answers do not carry. */
final class Witness implements Tally {
  private BitSet admitted = new BitSet();
  private Optional<Turn> turn = Optional.empty();

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
    admitted = membership.toBitSet();
  }

  @Override
  public void happened(Edition edition, Turn happened, Mark mark) {
    turn = Optional.of(happened);
  }

  /** The next request is decided: nothing was seen of it yet. */
  void forget() {
    turn = Optional.empty();
  }

  /** The positions of the segments that held. */
  BitSet admitted() {
    return admitted;
  }

  /** What the last request came to; none where there was no session. */
  Optional<Turn> turn() {
    return turn;
  }
}
