package dev.mien.engine.privacy;

/**
 * What may be processed for one request.
 *
 * <p>Contextual purposes permit the signals of the request itself whether or not there is a
 * session: what needs no consent is not lost by consenting to something else. This is what makes
 * refusing and withdrawing harmless without exception.
 *
 * @param mode whether there is a session
 * @param consented the positions of the purposes that are consented to, as bits: under these a
 *     session keeps what was said; none in contextual mode
 * @param contextual the positions of the others that permit the signals of this request, as bits
 */
public record Permission(Mode mode, long consented, long contextual) {
  /** Whether an answer may build on a session. */
  public enum Mode {
    /** Consent is in force: a session is kept, in a capsule. */
    SESSION,
    /** The signals of this request only, under contextual purposes only; nothing is kept. */
    CONTEXTUAL
  }

  /** What consent to {@code consented} comes to, where {@code contextual} need none. */
  public static Permission of(long consented, long contextual) {
    return new Permission(
        consented == 0 ? Mode.CONTEXTUAL : Mode.SESSION, consented, contextual & ~consented);
  }

  /** The positions of all purposes that permit, as bits. */
  public long purposes() {
    return consented | contextual;
  }

  public boolean permits(int purpose) {
    return (purposes() >>> purpose & 1) != 0;
  }

  /** Whether a session keeps what was said under a purpose. */
  public boolean keeps(int purpose) {
    return (consented >>> purpose & 1) != 0;
  }
}
