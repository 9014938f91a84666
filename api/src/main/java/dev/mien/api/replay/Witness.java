package dev.mien.api.replay;

import java.util.BitSet;

/** Sees the membership that the last decision was made from, which answers do not carry. */
final class Witness {
  private BitSet admitted = new BitSet();

  /** The positions of the segments that held. */
  BitSet admitted() {
    return (BitSet) admitted.clone();
  }
}
