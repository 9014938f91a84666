package dev.mien.engine.exposure;

import dev.mien.engine.release.Bits;
import dev.mien.engine.release.RandomizedResponse;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.Recipient.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The segments that one recipient is told of, by randomised response over all that it could be told
 * of and that there is none. Asking a hundred times gives one answer: its randomness is drawn from
 * the session, the epoch, the recipient and the truth. As the truth is among them, an answer that
 * changes does not show that the one before was true; each truth that a session goes through in an
 * epoch is one more answer, though, and their epsilons add up.
 */
public final class Disclosure {
  private final Recipient recipient;
  private final long epoch;
  private final Function<String, Bits> bits;

  /**
   * @param epoch answers of different epochs have nothing in common but the truth
   * @param bits the session's, by a label
   */
  public Disclosure(Recipient recipient, long epoch, Function<String, Bits> bits) {
    this.recipient = recipient;
    this.epoch = epoch;
    this.bits = bits;
  }

  /**
   * What is told, in the order of the taxonomy; maybe nothing.
   *
   * @param holds whether a segment holds for the session
   */
  public List<Term> of(IntPredicate holds) {
    List<Term> terms = recipient.terms();
    List<Term> told = new ArrayList<>();
    int next = 0;
    for (int place = 0; place < recipient.most(); place++) {
      while (next < terms.size() && !holds.test(terms.get(next).segment())) {
        next++;
      }
      // One position after the last stands for none.
      int truth = Math.min(next, terms.size());
      int answer = answer(place, truth);
      if (answer < terms.size() && !told.contains(terms.get(answer))) {
        told.add(terms.get(answer));
      }
      next++;
    }
    told.sort(Comparator.comparingInt(Term::iab));
    return told;
  }

  private int answer(int place, int truth) {
    List<Term> terms = recipient.terms();
    int id = truth < terms.size() ? terms.get(truth).iab() : 0;
    String label = "exposure " + recipient.name() + " " + epoch + " " + place + " " + id;
    // What two answers tell adds up, so each has its part.
    long epsilonThousandths = recipient.epsilonThousandths() / recipient.most();
    return RandomizedResponse.draw(truth, terms.size() + 1, epsilonThousandths, bits.apply(label));
  }
}
