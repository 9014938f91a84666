package dev.mien.engine.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people and roles are called. */
class PersonTest {
  @Test
  void whatCannotBeShownIsLeftOutOfANameThatSomebodyTells() {
    assertEquals("Ann B", Person.named("a", " Ann\u0000\u202e\nB ").name());
    assertEquals("a", Person.named("a", "\u200f\t").name());
    assertEquals("x".repeat(100), Person.named("a", "x".repeat(101)).name());
    assertEquals("x".repeat(99), Person.named("a", "x".repeat(99) + "\ud83d\ude00").name());
    assertEquals("\u00c5sa", Person.named("a", "\u00c5sa").name());
  }

  @Test
  void anIdIsWhatTheAuditTakes() {
    assertThrows(IllegalArgumentException.class, () -> new Person("A", "Ann"));
    assertThrows(IllegalArgumentException.class, () -> new Person("a\n", "Ann"));
    assertThrows(IllegalArgumentException.class, () -> new Person("a", ""));
  }

  @Test
  void rolesComeBackFromTheirCodesAndUnknownOnesAreNone() {
    Set<Role> all = EnumSet.allOf(Role.class);
    assertEquals(all, Role.ofCodes(Role.codes(all)));
    assertEquals(Set.of(), Role.ofCodes(""));
    assertEquals(Set.of(Role.AUTHOR), Role.ofCodes("author,owner,PUBLISHER"));
  }
}
