package dev.mien.engine.edition;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * What a publication depends on, beside the workspace itself.
 *
 * @param seen the edition that has to be in force still; none if any will do
 * @param assent asked once the edition is built, right before it is kept
 */
public record Terms(OptionalLong seen, Assent assent) {
  /** Whether an edition that is fit may also be put in force. */
  @FunctionalInterface
  public interface Assent {
    /**
     * Whether it may. Blocks, maybe more than once for one publication.
     *
     * @throws IOException if that cannot be told, and then it may not
     */
    boolean to(Edition built) throws IOException;
  }

  /** Those of a publication that depends on nothing else. */
  static Terms none() {
    return new Terms(OptionalLong.empty(), _ -> true);
  }

  boolean holdFor(Edition inForce) {
    return seen.isEmpty() || seen.getAsLong() == inForce.number();
  }
}
