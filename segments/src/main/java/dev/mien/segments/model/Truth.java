package dev.mien.segments.model;

/**
 * What a predicate is: true, false, or unknown because a fact it needs is missing or withheld.
 *
 * <p>The connectives are Kleene's strong ones (S. C. Kleene, Introduction to Metamathematics, 1952,
 * section 64): they answer as soon as no value of the missing fact could change the answer. They
 * are monotone in what is known, and this is what makes withdrawing consent harmless: taking facts
 * away can turn true into unknown, never anything into true.
 */
public enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  public static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  public Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
  }

  public Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Only {@code TRUE} puts anybody into a segment. */
  public boolean admits() {
    return this == TRUE;
  }
}
