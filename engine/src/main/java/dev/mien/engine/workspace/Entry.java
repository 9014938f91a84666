package dev.mien.engine.workspace;

/**
 * One link of the audit's chain.
 *
 * <p>The hash is the SHA-256, in lower-case hexadecimal digits, of these lines, each ended by a
 * line feed: sequence, milliseconds since 1970, actor, code of the action, subject, hash of the
 * entry before. The actor is the id, and the name after a space where that is another. Anybody can
 * compute it again.
 *
 * @param sequence from 1, without gaps
 * @param previous the hash of the entry before; {@link #BEGINNING} for the first
 */
public record Entry(long sequence, Deed deed, String previous, String hash) {
  /** What stands for the hash before the first entry. */
  public static final String BEGINNING = "0".repeat(64);

  /** The entry of a deed that comes after the one that has the hash {@code previous}. */
  public static Entry link(long sequence, Deed deed, String previous) {
    return new Entry(sequence, deed, previous, hash(sequence, deed, previous));
  }

  /** Whether this entry is what it was when it was hashed, and comes after {@code hash}. */
  boolean follows(long before, String hashBefore) {
    return sequence == before + 1
        && previous.equals(hashBefore)
        && hash.equals(hash(sequence, deed, previous));
  }

  private static String hash(long sequence, Deed deed, String previous) {
    return new Link(
            sequence,
            deed.change().at(),
            line(deed.change().by()),
            deed.action().code(),
            deed.subject(),
            previous)
        .hash();
  }

  private static String line(Actor actor) {
    return Link.actor(actor.id(), actor.name());
  }
}
