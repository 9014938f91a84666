package dev.mien.engine.edition;

/** What came of a publication under {@link Terms}. */
public sealed interface Attempt {
  /** The terms held; the rest is between the workspace and the editions. */
  record Ended(Publication publication) implements Attempt {}

  /**
   * Nothing changed: another edition is in force than the one that was seen.
   *
   * @param inForce its number
   */
  record Superseded(long inForce) implements Attempt {}

  /** Nothing changed: it was built, and there was no assent to it. */
  record Withheld(Edition built) implements Attempt {}
}
