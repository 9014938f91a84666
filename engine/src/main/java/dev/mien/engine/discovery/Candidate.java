package dev.mien.engine.discovery;

/**
 * One number of classes that was tried.
 *
 * @param bic the Bayesian information criterion; less is a better fit for its size; decides nothing
 * @param starts how alike the classes of other random starts are, as an adjusted Rand index
 * @param stability how alike the classes of redrawn counts are, on average of all refits
 * @param stabilityLeast the least of these
 * @param stabilityMost the greatest of these
 * @param classLeast how alike the least stable class is to its counterpart in redrawn counts, on
 *     average: sessions in both, of those in either
 * @param fidelity the share of sessions that the rules put into the class they are in
 * @param recallLeast of the class that rules say least of: the share of its sessions that they
 *     admit
 * @param shareLeast of the smallest class
 */
public record Candidate(
    int classes,
    double bic,
    double starts,
    double stability,
    double stabilityLeast,
    double stabilityMost,
    double classLeast,
    double fidelity,
    double recallLeast,
    double shareLeast) {
  /** What speaks against it, in the order it is asked in. */
  public enum Verdict {
    /** Redrawn counts give other classes, or one of them only now and then. */
    UNSTABLE,
    /** Rules cannot say the classes, or one of them not at all. */
    INDESCRIBABLE,
    /** One of the classes is hardly there. */
    TOO_SMALL,
    /** Nothing; of all such, the one with most classes is chosen. */
    SOUND
  }

  public Verdict verdict() {
    return stability < SearchRules.STABILITY_MIN || classLeast < SearchRules.CLASS_MIN
        ? Verdict.UNSTABLE
        : fidelity < SearchRules.FIDELITY_MIN || recallLeast <= 0
            ? Verdict.INDESCRIBABLE
            : shareLeast < SearchRules.SHARE_MIN ? Verdict.TOO_SMALL : Verdict.SOUND;
  }
}
