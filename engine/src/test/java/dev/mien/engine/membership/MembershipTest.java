package dev.mien.engine.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
  @Test
  void itHoldsWhatWasAdmittedAndNothingElse() {
    Membership.Scratch scratch = new Membership.Scratch(130);
    scratch.admit(0);
    scratch.admit(64);
    scratch.admit(129);
    scratch.admit(64);
    Membership membership = scratch.membership();
    List<Integer> holding = new ArrayList<>();
    membership.forEach(holding::add);
    assertEquals(List.of(0, 64, 129), holding);
    assertEquals(64, membership.next(64));
    assertEquals(-1, membership.next(130));
    assertEquals(-1, membership.next(192));
    assertEquals(3, membership.count());
    assertTrue(membership.holds(129));
    assertFalse(membership.holds(128));
  }

  @Test
  void aCopyStaysWhenTheScratchMovesOn() {
    Membership.Scratch scratch = new Membership.Scratch(3);
    scratch.admit(1);
    Membership copy = scratch.membership().copy();
    scratch.clear();
    assertEquals(0, scratch.membership().count());
    BitSet second = new BitSet();
    second.set(1);
    assertEquals(Membership.of(3, second), copy);
    assertEquals(second, copy.toBitSet());
  }

  @Test
  void aSegmentThatDoesNotExistIsAnError() {
    Membership none = new Membership.Scratch(3).membership();
    assertThrows(IndexOutOfBoundsException.class, () -> none.holds(3));
    assertThrows(IndexOutOfBoundsException.class, () -> none.holds(-1));
    BitSet beyond = new BitSet();
    beyond.set(3);
    assertThrows(IllegalArgumentException.class, () -> Membership.of(3, beyond));
  }
}
