package dev.mien.segments.model;

import java.util.List;

/**
 * Somebody else who may be told of segments, noised, under a purpose.
 *
 * @param title who it is, as its purpose names it among its third parties
 * @param purpose the position of the purpose that a visitor must have consented to
 * @param terms the segments it may be told of, the most telling first
 * @param most how many of them at a time
 * @param epsilonThousandths how much one answer may tell
 */
public record Recipient(
    RecipientName name,
    String title,
    int purpose,
    List<Term> terms,
    int most,
    int epsilonThousandths) {
  /** The most segments that one recipient may be told of, beside that there is none. */
  public static final int TERMS_MAX = 12;

  /**
   * How much one answer tells unless the workspace says otherwise. Of 10,000 visitors whom two
   * recipients share, the best matcher of the bench that attacks finds 0.07 % in four epochs; with
   * 2,000 it is 0.14 %, with 3,000 1.55 %.
   */
  public static final int EPSILON_THOUSANDTHS = 1_500;

  /** The most that it may be told of at a time. */
  public static final int MOST = 2;

  /**
   * A segment in the words of the recipient.
   *
   * @param segment its position
   * @param iab its id in the IAB Audience Taxonomy 1.1
   */
  public record Term(int segment, int iab) {}

  public Recipient {
    terms = List.copyOf(terms);
    if (terms.isEmpty() || terms.size() > TERMS_MAX || most < 1 || most > MOST) {
      throw new IllegalArgumentException(
          "a recipient is told of a few segments, one or two at once");
    }
    if (epsilonThousandths < 1) {
      throw new IllegalArgumentException("epsilon is more than 0");
    }
  }
}
