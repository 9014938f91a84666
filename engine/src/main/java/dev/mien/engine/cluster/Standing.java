package dev.mien.engine.cluster;

import dev.mien.engine.session.UnansweredException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How this node stands to the others: what it may believe of what it holds. For any number of
 * threads; asked on every look-up, so it costs a few volatile reads.
 */
final class Standing {
  private final PauseWatch pauses;
  private final AtomicLong upheavals = new AtomicLong();
  private volatile View view = new View(Place.OUT, false, 0);

  Standing(PauseWatch pauses) {
    this.pauses = pauses;
  }

  /** Where this node is. */
  enum Place {
    /** A cluster of one, that expects nobody: nobody can have gone on without it. */
    ALONE,
    /** With the others, as far as it knows. */
    IN,
    /**
     * In the lesser part of a split, while the other one can be reached: about to go over to it.
     */
    APART,
    /** On its way from its own half of a split to the other, having let go of what it held. */
    MERGING,
    /** Not a member. */
    OUT
  }

  /**
   * What the last roll call found.
   *
   * @param settled whether what is unknown here is unknown everywhere
   * @param silent how many members do not answer at present
   */
  record View(Place place, boolean settled, int silent) {}

  View view() {
    return view;
  }

  void found(View found) {
    if (isOff(found.place()) && !isOff(view.place())) {
      upheavals.incrementAndGet();
    }
    view = found;
  }

  /**
   * Whether what it holds may be behind what the others have done since: it stood still, or is not
   * with them. Then it opens nothing.
   */
  boolean isFenced() {
    Place place = view.place();
    return isOff(place) || (place == Place.IN && pauses.isFenced());
  }

  private static boolean isOff(Place place) {
    return place == Place.APART || place == Place.MERGING || place == Place.OUT;
  }

  /**
   * Whether what is unknown here is unknown everywhere. Not so while another node that may still be
   * alive is not heard of, and for a while after it is back: it may have begun sessions that this
   * node has not been told of.
   */
  boolean isSettled() {
    return view.settled() && !isFenced();
  }

  /** Whether some member does not answer at present, so that whoever needs it waits in vain. */
  boolean isAnySilent() {
    return view.silent() > 0;
  }

  /**
   * How often this node has let go of what it held. A change that was made while this rose may have
   * been made to what was let go.
   */
  long upheavals() {
    return upheavals.get();
  }

  /** What is answered by a node that is fenced. */
  static UnansweredException fenced() {
    return new UnansweredException("this node has to catch up with the others");
  }
}
