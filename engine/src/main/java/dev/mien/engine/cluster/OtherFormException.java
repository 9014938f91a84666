package dev.mien.engine.cluster;

/**
 * A member of the cluster is of a build that keeps half-keys in another form. Neither would hear of
 * what is erased at the other, so nobody joins it.
 */
public final class OtherFormException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param member where it is
   */
  OtherFormException(String member) {
    super("the member at " + member + " keeps half-keys in another form");
  }
}
