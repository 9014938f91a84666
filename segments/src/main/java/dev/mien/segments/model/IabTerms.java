package dev.mien.segments.model;

import java.util.Locale;
import java.util.Set;

/**
 * What a consent string of the IAB has to say for a purpose to be allowed by it.
 *
 * @param tcf the purposes of the Transparency and Consent Framework that must all be consented to;
 *     none: no TC string allows it
 * @param optOuts the objections of US sections of which none may have been made; none: no US
 *     section allows it
 */
public record IabTerms(Set<Integer> tcf, Set<OptOut> optOuts) {
  /** The purposes of the framework are numbered from 1 to this. */
  public static final int TCF_PURPOSE_MAX = 11;

  public IabTerms {
    tcf = Set.copyOf(tcf);
    optOuts = Set.copyOf(optOuts);
  }

  /** No consent string allows it. */
  public static IabTerms none() {
    return new IabTerms(Set.of(), Set.of());
  }

  /** An objection that visitors in the United States may make. */
  public enum OptOut {
    SALE,
    SHARING,
    TARGETED_ADVERTISING;

    /** As authors write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
