package dev.mien.engine.iab;

import dev.mien.engine.privacy.IabConsent;
import dev.mien.engine.privacy.IabConsent.Framework;
import dev.mien.engine.privacy.IabConsent.Refused;
import dev.mien.engine.privacy.IabConsent.Understood;
import dev.mien.engine.privacy.IabConsent.UnitedStates;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.segments.model.IabTerms.OptOut;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads consent strings on behalf of one vendor. Answers for every text, in about 10 µs for one as
 * browsers have them, and in less than a millisecond for the worst. For any number of threads.
 */
public final class ConsentStrings {
  /** Longer ones are not read: a real one has a few hundred characters. */
  public static final int CHARACTERS_MAX = 2_048;

  private static final char SECTION_END = '~';
  private static final int TCF_EU = 2;

  private final OptionalInt vendor;

  /**
   * Reads as this vendor.
   *
   * @param vendor the site's number in the IAB's list of vendors; without one no TC string allows
   *     anything
   */
  public ConsentStrings(OptionalInt vendor) {
    this.vendor = vendor;
  }

  /** What a TC string comes to. */
  public IabConsent tcf(String text) {
    if (text.length() > CHARACTERS_MAX) {
      return new Refused(Kind.CONSENT_UNREADABLE);
    }
    return switch (TcString.read(text, vendor)) {
      case TcString.Allows(Framework framework) ->
          new Understood(Optional.of(framework), Optional.empty());
      case TcString.Refuses(Kind why) -> new Refused(why);
    };
  }

  /**
   * What a string of the Global Privacy Platform comes to. Which of its sections apply to a visitor
   * it does not say, so all have to agree; and one that is not known here may say anything, so it
   * makes the whole a refusal.
   */
  public IabConsent gpp(String text) {
    if (text.length() > CHARACTERS_MAX) {
      return new Refused(Kind.CONSENT_UNREADABLE);
    }
    int end = text.indexOf(SECTION_END);
    if (end < 0) {
      return new Refused(Kind.CONSENT_UNREADABLE);
    }
    List<Integer> ids = GppHeader.sections(text.substring(0, end));
    List<String> sections = List.of(text.substring(end + 1).split("~", -1));
    if (ids.isEmpty() || ids.size() != sections.size()) {
      return new Refused(Kind.CONSENT_UNREADABLE);
    }
    Optional<Framework> framework = Optional.empty();
    Optional<Set<OptOut>> allowed = Optional.empty();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == TCF_EU) {
        switch (TcString.read(sections.get(i), vendor)) {
          case TcString.Allows(Framework found) -> framework = Optional.of(found);
          case TcString.Refuses(Kind why) -> {
            return new Refused(why);
          }
        }
      } else {
        Optional<Set<OptOut>> section = UsSection.allowed(ids.get(i), sections.get(i));
        if (section.isEmpty()) {
          return new Refused(Kind.CONSENT_UNREADABLE);
        }
        allowed = Optional.of(both(allowed.orElse(EnumSet.allOf(OptOut.class)), section.get()));
      }
    }
    return new Understood(framework, allowed.map(UnitedStates::new));
  }

  private static Set<OptOut> both(Set<OptOut> one, Set<OptOut> other) {
    Set<OptOut> both = EnumSet.copyOf(one);
    both.retainAll(other);
    return both;
  }
}
