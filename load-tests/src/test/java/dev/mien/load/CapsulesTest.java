package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CapsulesTest {
  private static final Map<String, Object> NONE = Map.of(Capsules.CAPSULE, "");

  @Test
  void sessionsBeginUntilThereAreEnoughAndThenThoseThatRestedLongestGoOn() {
    Capsules capsules = new Capsules(2);
    assertEquals(NONE, capsules.next());
    capsules.rest("first");
    assertEquals(NONE, capsules.next());
    capsules.rest("second");
    assertEquals(Map.of(Capsules.CAPSULE, "first"), capsules.next());
    capsules.rest("first, gone on");
    assertEquals(Map.of(Capsules.CAPSULE, "second"), capsules.next());
    assertEquals(Map.of(Capsules.CAPSULE, "first, gone on"), capsules.next());
  }

  @Test
  void aLostSessionIsReplaced() {
    Capsules capsules = new Capsules(1);
    assertEquals(NONE, capsules.next());
    capsules.lose();
    assertEquals(NONE, capsules.next());
  }
}
