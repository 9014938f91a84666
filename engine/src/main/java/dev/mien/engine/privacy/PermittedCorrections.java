package dev.mien.engine.privacy;

import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import java.util.List;

/** What a visitor sets right, after the gate. Only the gate makes them. */
public final class PermittedCorrections {
  private final List<CodedSignal> declared;
  private final List<Integer> forgotten;
  private final List<Integer> dropped;
  private final List<Integer> restored;
  private final List<Notice> notices;

  PermittedCorrections(
      List<CodedSignal> declared,
      List<Integer> forgotten,
      List<Integer> dropped,
      List<Integer> restored,
      List<Notice> notices) {
    this.declared = List.copyOf(declared);
    this.forgotten = List.copyOf(forgotten);
    this.dropped = List.copyOf(dropped);
    this.restored = List.copyOf(restored);
    this.notices = List.copyOf(notices);
  }

  static PermittedCorrections none(List<Notice> notices) {
    return new PermittedCorrections(List.of(), List.of(), List.of(), List.of(), notices);
  }

  /** Values that stand for the session. */
  public List<CodedSignal> declared() {
    return declared;
  }

  /** The positions of attributes of which nothing is to be held any more. */
  public List<Integer> forgotten() {
    return forgotten;
  }

  /** The positions of segments that are not to hold. */
  public List<Integer> dropped() {
    return dropped;
  }

  /** The positions of segments that may hold again. */
  public List<Integer> restored() {
    return restored;
  }

  /** What was left out, by the reader and by the gate. */
  public List<Notice> notices() {
    return notices;
  }
}
