package dev.mien.api.demo;

import java.util.List;

/** One thing that a visitor of the demo shop does. */
sealed interface Step {
  /** Looks at the front page, or at a department. */
  record Look(String category) implements Step {}

  /** Puts something into the basket; the price is in whole euros. */
  record Add(String category, int price) implements Step {}

  /** Asks for help. */
  record Ask(String topic) implements Step {}

  /** Says what they like. */
  record Like(List<String> interests) implements Step {
    public Like {
      interests = List.copyOf(interests);
    }
  }

  /** Says that they look for a present. */
  record Give() implements Step {}

  /** Allows these purposes, in place of what was allowed before; none: takes all back. */
  record Allow(List<String> purposes) implements Step {
    public Allow {
      purposes = List.copyOf(purposes);
    }
  }

  /** Looks at what is held. */
  record Inspect() implements Step {}

  /**
   * Buys what is in the basket, if what was shown on the way there was to their liking.
   *
   * @param reluctance of 100, how much it takes
   */
  record Buy(int reluctance) implements Step {}

  /** Asks to be forgotten. */
  record Forget() implements Step {}
}
