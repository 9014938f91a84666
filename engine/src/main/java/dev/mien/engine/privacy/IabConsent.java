package dev.mien.engine.privacy;

import dev.mien.engine.signal.Notice;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.IabTerms.OptOut;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a consent string of the IAB came to; the string itself is gone. */
public sealed interface IabConsent {
  /** The same, or a refusal where the browser objects to what it only assumes. */
  default IabConsent against(GlobalPrivacyControl gpc) {
    return this instanceof Understood said && !said.ground().standsAgainst(gpc)
        ? new Refused(Notice.Kind.GLOBAL_PRIVACY_CONTROL)
        : this;
  }

  /** It says nothing that could be relied upon, so it is a refusal. */
  record Refused(Notice.Kind why) implements IabConsent {}

  /**
   * It could be read. A purpose is allowed if every part that is there allows it.
   *
   * @param framework its part for the Transparency and Consent Framework
   * @param unitedStates its part for the United States
   */
  record Understood(Optional<Framework> framework, Optional<UnitedStates> unitedStates)
      implements IabConsent {
    /** Whether it allows a purpose with these terms. */
    boolean allows(IabTerms terms) {
      return (framework.isPresent() || unitedStates.isPresent())
          && framework.map(part -> part.allows(terms)).orElse(true)
          && unitedStates.map(part -> part.allows(terms)).orElse(true);
    }

    /** Only the framework asks; in the United States silence is taken for consent. */
    Consent.Ground ground() {
      return framework.isPresent() ? Consent.Ground.GIVEN : Consent.Ground.ASSUMED;
    }
  }

  /**
   * What was consented to.
   *
   * @param purposes the purposes of the framework, as bits by their numbers
   * @param since when the visitor last said so
   */
  record Framework(long purposes, Instant since) {
    private boolean allows(IabTerms terms) {
      return !terms.tcf().isEmpty()
          && terms.tcf().stream().allMatch(purpose -> (purposes >>> purpose & 1) != 0);
    }
  }

  /**
   * What was not objected to.
   *
   * @param allowed the opt-outs that were offered and not made
   */
  record UnitedStates(Set<OptOut> allowed) {
    public UnitedStates {
      allowed = Set.copyOf(allowed);
    }

    private boolean allows(IabTerms terms) {
      return !terms.optOuts().isEmpty() && allowed.containsAll(terms.optOuts());
    }
  }
}
