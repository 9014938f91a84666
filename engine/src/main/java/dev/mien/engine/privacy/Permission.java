package dev.mien.engine.privacy;

/**
 * What may be processed for one request.
 *
 * @param mode whether there is a session
 * @param purposes the positions of the purposes that permit, as bits
 */
public record Permission(Mode mode, long purposes) {
  /** Whether an answer may build on a session. */
  public enum Mode {
    /** Consent is in force: a session is kept, in a capsule. */
    SESSION,
    /** The signals of this request only, under contextual purposes only; nothing is kept. */
    CONTEXTUAL
  }

  public boolean permits(int purpose) {
    return (purposes >>> purpose & 1) != 0;
  }
}
