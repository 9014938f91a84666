package dev.mien.engine.edition;

import java.util.Optional;

/** What an edition is put through before it may be put in force. For any number of threads. */
@FunctionalInterface
public interface EditionTrial {
  /** Why this edition must not be put in force; empty if nothing speaks against it. */
  Optional<Flaw> flaw(Edition edition);

  /**
   * What is wrong.
   *
   * @param code stable for good, in lower case with dashes
   * @param message one sentence without a full stop
   */
  record Flaw(String code, String message) {}

  /** No trial: for editions that serve nobody. */
  static EditionTrial none() {
    return _ -> Optional.empty();
  }
}
