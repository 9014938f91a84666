package dev.mien.segments.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How much room a session's state may take. */
class StateTest {
  /** 34 for the session, 2 for its purpose, 7 for each flag: 86 flags are 638 of 640 bytes. */
  @Test
  void asManyAttributesFitAsTheCapsuleHolds() {
    assertEquals(List.of(), Workbench.errors(Workbench.compile(flags(86))));
    assertEquals(List.of("state-too-large"), Workbench.errors(Workbench.compile(flags(87))));
  }

  /** 36 and 48 times 5 leave room for 52 flags. */
  @Test
  void assignmentsTakeRoomUpToTheMostThatAreKept() {
    assertEquals(List.of(), Workbench.errors(Workbench.compile(flags(52) + slots(60))));
    assertEquals(
        List.of("state-too-large"), Workbench.errors(Workbench.compile(flags(53) + slots(60))));
    assertEquals(List.of(), Workbench.errors(Workbench.compile(flags(53) + slots(46))));
  }

  private static String flags(int number) {
    StringBuilder text =
        new StringBuilder("schema:\n  purposes: { p: { title: T, bits: 512 } }\n  attributes:\n");
    for (int i = 0; i < number; i++) {
      text.append("    a%d: { flag: true, from: site, purpose: p, benefit: B }\n".formatted(i));
    }
    return text.append("segments: { s: { title: S, when: a0 is true } }\n").toString();
  }

  private static String slots(int number) {
    StringBuilder text = new StringBuilder("slots:\n");
    for (int i = 0; i < number; i++) {
      text.append(
          """
            h%d: { purpose: p, holdout: 5 %%, content: { t: text }, fallback: { t: x } }
          """
              .formatted(i));
    }
    return text.toString();
  }
}
