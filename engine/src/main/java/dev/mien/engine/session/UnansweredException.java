package dev.mien.engine.session;

/**
 * The cluster did not answer within the deadline, or could not. Names the kind of failure and never
 * its message, which may quote a key.
 */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnansweredException(String why) {
    super("the half-keys did not answer: " + why);
  }

  public UnansweredException(Throwable failure) {
    this(failure.getClass().getSimpleName());
  }
}
