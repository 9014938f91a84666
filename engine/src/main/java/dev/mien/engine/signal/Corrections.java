package dev.mien.engine.signal;

import dev.mien.engine.signal.RequestSignals.CodedSignal;
import java.util.List;

/**
 * What a visitor sets right in their own session, in codes, untrusted: it has not passed the gate.
 *
 * @param declared values that stand for the session, whatever else is said or happens; at most one
 *     per attribute
 * @param forgotten the positions of attributes of which nothing is to be held any more
 * @param dropped the positions of segments that are not to hold
 * @param restored the positions of segments that may hold again
 * @param notices what was left out
 */
public record Corrections(
    List<CodedSignal> declared,
    List<Integer> forgotten,
    List<Integer> dropped,
    List<Integer> restored,
    List<Notice> notices) {
  private static final Corrections NONE =
      new Corrections(List.of(), List.of(), List.of(), List.of(), List.of());

  public Corrections {
    declared = List.copyOf(declared);
    forgotten = List.copyOf(forgotten);
    dropped = List.copyOf(dropped);
    restored = List.copyOf(restored);
    notices = List.copyOf(notices);
  }

  public static Corrections none() {
    return NONE;
  }

  /** Whether there is nothing to set right. */
  public boolean isEmpty() {
    return declared.isEmpty() && forgotten.isEmpty() && dropped.isEmpty() && restored.isEmpty();
  }
}
