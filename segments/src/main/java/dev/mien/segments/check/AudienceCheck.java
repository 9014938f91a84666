package dev.mien.segments.check;

import dev.mien.segments.check.OfferCheck.Placed;
import dev.mien.segments.check.RecipientCheck.Told;
import dev.mien.segments.check.SlotCheck.Placing;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Segment;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether the audiences of a slot's offers may be used there, and which of them compete. */
final class AudienceCheck {
  private final Findings findings;
  private final SenseCheck sense;
  private final List<Attribute> attributes;
  private final List<Purpose> purposes;
  private final List<Segment> segments;
  private final Map<Pair, Boolean> met = new HashMap<>();

  AudienceCheck(
      Findings findings,
      SenseCheck sense,
      List<Purpose> purposes,
      List<Attribute> attributes,
      List<Segment> segments) {
    this.findings = findings;
    this.sense = sense;
    this.purposes = purposes;
    this.attributes = attributes;
    this.segments = segments;
  }

  private record Pair(int one, int other) {}

  void check(List<Placing> placings) {
    for (Placing placing : placings) {
      for (Placed placed : placing.offers()) {
        placing.purposes().ifPresent(served -> purposes(placed, served));
      }
      overlaps(placing.offers());
    }
  }

  /** Whether recipients are told of nothing that was said for another purpose than theirs. */
  void checkTold(List<Told> recipients) {
    for (Told told : recipients) {
      long served = 1L << told.recipient().purpose();
      for (int i = 0; i < told.recipient().terms().size(); i++) {
        int segment = told.recipient().terms().get(i).segment();
        Missing missing = missing(segment, served);
        if (!missing.purposes().isEmpty()) {
          findings.report(
              Code.PURPOSE_NOT_SERVED,
              told.declaration().terms().get(i).segment().span(),
              "'"
                  + segments.get(segment).name()
                  + "' asks about "
                  + Phrases.list(missing.attributes())
                  + " for the purpose "
                  + Phrases.quoted(missing.purposes())
                  + ", which is not the one of this recipient",
              "tell it of a segment that asks only about what is processed for '"
                  + purposes.get(told.recipient().purpose()).name()
                  + "'");
        }
      }
    }
  }

  /** What a segment asks about that is processed for other purposes, and for which. */
  private record Missing(TreeSet<String> purposes, List<String> attributes) {}

  private Missing missing(int audience, long served) {
    TreeSet<String> missing = new TreeSet<>();
    List<String> serving = new ArrayList<>();
    sense.reaches().get(audience).attributes().stream()
        .mapToObj(attributes::get)
        .filter(attribute -> attribute.purpose() != AttributeCheck.NO_PURPOSE)
        .filter(attribute -> (served >>> attribute.purpose() & 1) == 0)
        .forEach(
            attribute -> {
              missing.add(purposes.get(attribute.purpose()).name().text());
              serving.add(attribute.name().text());
            });
    return new Missing(missing, serving);
  }

  private void purposes(Placed placed, long served) {
    int audience = placed.offer().audience();
    Missing missing = missing(audience, served);
    if (missing.purposes().isEmpty()) {
      return;
    }
    Word audienceWord = placed.declaration().audience().orElseThrow();
    String names = Phrases.quoted(missing.purposes());
    findings.report(
        Code.PURPOSE_NOT_SERVED,
        audienceWord.span(),
        "'"
            + segments.get(audience).name()
            + "' asks about "
            + Phrases.list(missing.attributes())
            + " for the purpose "
            + names
            + ", which this slot does not serve",
        "add " + names + " to the purposes of the slot, or offer this to another segment");
  }

  private void overlaps(List<Placed> offers) {
    for (int later = 1; later < offers.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (compete(offers.get(earlier), offers.get(later))) {
          report(offers.get(earlier).offer(), offers.get(later));
          break;
        }
      }
    }
  }

  private boolean compete(Placed earlier, Placed later) {
    Offer one = earlier.offer();
    Offer other = later.offer();
    boolean equal =
        earlier.declaration().priority().isPresent()
            && later.declaration().priority().isPresent()
            && one.priority() == other.priority();
    return equal
        && one.schedule().overlaps(other.schedule())
        && canMeet(
            Math.min(one.audience(), other.audience()), Math.max(one.audience(), other.audience()));
  }

  private boolean canMeet(int one, int other) {
    Pair pair = new Pair(one, other);
    Boolean known = met.get(pair);
    if (known == null) {
      known = sense.canMeet(one, other);
      met.put(pair, known);
    }
    return known;
  }

  private void report(Offer earlier, Placed later) {
    findings.report(
        Code.OFFERS_OVERLAP,
        later.declaration().priority().orElseThrow().span(),
        "the offers '"
            + earlier.name()
            + "' and '"
            + later.offer().name()
            + "' have the same priority, and a session can be in both audiences",
        "'" + earlier.name() + "' wins because it is written first; give one another priority");
  }
}
