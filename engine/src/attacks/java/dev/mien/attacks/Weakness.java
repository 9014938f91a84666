package dev.mien.attacks;

import java.util.Set;

/** A mechanism that is replaced by one that is known to be bad, and the attacks that it lets in. */
enum Weakness {
  NONE("as it is shipped"),
  CLEAR_HANDLE("the handle stands in clear before the capsule", CapsuleLinker.NAME),
  SAME_BYTES("a capsule is handed back as it came unless its state changed", CapsuleLinker.NAME),
  UNPADDED("a capsule is as long as what is in it", CapsuleLinker.NAME),
  KEPT_KEYS("half-keys are kept in a second place, which no erasure reaches", Insider.NAME),
  ALL_SEGMENTS("third parties are shown all segments", TwoLogs.NAME, OverTime.NAME, Inference.NAME),
  NO_NOISE("third parties are shown one segment, always the true one", TwoLogs.NAME, OverTime.NAME),
  SHARED_NOISE("all third parties are shown the same, with the same noise", TwoLogs.NAME),
  PARTS_COUNTED("what is asked of the gate counts for every part of it as well", SinglingOut.NAME),
  SEGMENTS_ALONE("the gate is asked for each segment by itself", SinglingOut.NAME),
  SHOWN_COUNTED("the gate counts only what is shown, and so never opens", SinglingOut.NAME),
  EXACT_COUNTS("statistics leave as they were counted", Presence.NAME),
  FRESH_NOISE("whoever asks for statistics again is shown other noise", Presence.NAME),
  DISK_KEYS(
      "half-keys are kept in a file as well, which a member reads when it starts",
      Disk.NAME,
      OpenAfterErase.NAME),
  SHARED_CAPSULES("the members hold the capsules, too", Wire.NAME),
  ONE_SIDED_MERGE(
      "of two parts of a split the greater one's entries stay, as Hazelcast does it by default",
      OpenAfterErase.NAME);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a set of Set.of never changes
  private final Set<String> turnsRed;

  Weakness(String words, String... turnsRed) {
    this.words = words;
    this.turnsRed = Set.of(turnsRed);
  }

  String words() {
    return words;
  }

  /** The attacks that have to succeed, and no others. */
  Set<String> turnsRed() {
    return turnsRed;
  }
}
