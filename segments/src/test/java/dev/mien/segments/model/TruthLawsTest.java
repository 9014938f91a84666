package dev.mien.segments.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The laws of three truth values, for all of them. */
class TruthLawsTest {
  @Test
  void deMorganHolds() {
    for (Truth a : Truth.values()) {
      for (Truth b : Truth.values()) {
        assertEquals(a.and(b).negated(), a.negated().or(b.negated()));
        assertEquals(a.or(b).negated(), a.negated().and(b.negated()));
      }
    }
  }

  @Test
  void orderGroupingAndRepetitionDoNotMatter() {
    for (Truth a : Truth.values()) {
      assertEquals(a, a.and(a));
      assertEquals(a, a.or(a));
      assertEquals(a, a.negated().negated());
      for (Truth b : Truth.values()) {
        assertEquals(a.and(b), b.and(a));
        assertEquals(a.or(b), b.or(a));
        for (Truth c : Truth.values()) {
          assertEquals(a.and(b).and(c), a.and(b.and(c)));
          assertEquals(a.or(b).or(c), a.or(b.or(c)));
          assertEquals(a.and(b.or(c)), a.and(b).or(a.and(c)));
          assertEquals(a.or(b.and(c)), a.or(b).and(a.or(c)));
        }
      }
    }
  }

  /** Knowing less never turns an answer into its opposite: this is why refusing admits nobody. */
  @Test
  void makingAPartUnknownLeavesTheAnswerOrMakesItUnknown() {
    for (Truth a : Truth.values()) {
      for (Truth b : Truth.values()) {
        assertLessKnown(a.and(b), Truth.UNKNOWN.and(b));
        assertLessKnown(a.or(b), Truth.UNKNOWN.or(b));
        assertLessKnown(a.negated(), Truth.UNKNOWN.negated());
      }
    }
  }

  private static void assertLessKnown(Truth before, Truth after) {
    assertEquals(after == Truth.UNKNOWN ? Truth.UNKNOWN : before, after);
  }
}
