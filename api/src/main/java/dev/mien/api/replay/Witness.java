package dev.mien.api.replay;

import dev.mien.engine.Answer;
import dev.mien.engine.Mark;
import dev.mien.engine.Tally;
import dev.mien.engine.membership.Membership;
import java.util.BitSet;
import java.util.Optional;

/** Sees the membership that the last decision was made from, which answers do not carry. */
final class Witness implements Tally {
  private BitSet admitted = new BitSet();

  @Override
  public void decided(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
    admitted = membership.toBitSet();
  }

  /** The positions of the segments that held. */
  BitSet admitted() {
    return admitted;
  }
}
