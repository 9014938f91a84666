package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.OfferCheck.Placed;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Word;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Slots. */
final class SlotCheck {
  private final Findings findings;
  private final Scalars scalars;
  private final Limits limits;
  private final Register<Purpose> purposes;
  private final OfferCheck offers;

  SlotCheck(
      Findings findings,
      Limits limits,
      Register<Purpose> purposes,
      Register<Segment> segments,
      Register<EventEntry> events,
      ZoneId zone) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.limits = limits;
    this.purposes = purposes;
    this.offers =
        new OfferCheck(
            findings,
            limits,
            segments,
            new ScheduleCheck(findings, zone),
            new LearnCheck(findings, events));
  }

  /**
   * A slot as far as it is sound.
   *
   * @param purposes as bits; empty where any of them is unsound
   * @param slot empty where anything is unsound
   */
  record Placing(
      SlotDeclaration declaration,
      OptionalLong purposes,
      List<Placed> offers,
      Optional<Slot> slot) {}

  List<Placing> check(List<SlotDeclaration> declarations) {
    scalars.atMost(limits.slotsMax(), declarations, SlotDeclaration::name, "slot");
    NameCheck names = new NameCheck(Named.SLOT, findings);
    List<Placing> placings = new ArrayList<>();
    for (SlotDeclaration declaration : declarations) {
      placings.add(slot(declaration, names.check(declaration.name())));
    }
    return placings;
  }

  private Placing slot(SlotDeclaration declared, Standing standing) {
    String title =
        declared.title().isPresent()
            ? scalars.title(declared.title(), "a title")
            : declared.name().text();
    OptionalLong served = purposes(declared);
    ContentCheck content = new ContentCheck(findings, declared.content());
    SequencedMap<String, Content.Type> types = content.types();
    Optional<Content> fallback = declared.fallback().flatMap(content::content);
    OptionalInt holdout = declared.holdout().map(scalars::holdout).orElse(OptionalInt.of(0));
    List<Placed> placed = offers.check(declared.offers(), content);
    boolean sound =
        standing == Standing.NEW
            && served.isPresent()
            && fallback.isPresent()
            && holdout.isPresent()
            && placed.size() == declared.offers().size();
    if (!sound) {
      return new Placing(declared, served, placed, Optional.empty());
    }
    Slot slot =
        new Slot(
            new SlotName(declared.name().text()),
            title,
            served.getAsLong(),
            types,
            new Variant(Variant.FALLBACK, 1, fallback.orElseThrow()),
            holdout.getAsInt(),
            placed.stream()
                .map(Placed::offer)
                .sorted(Comparator.comparingInt(Offer::priority).reversed())
                .toList());
    return new Placing(declared, served, placed, Optional.of(slot));
  }

  private OptionalLong purposes(SlotDeclaration declared) {
    long served = 0;
    boolean sound = !declared.purposes().isEmpty();
    if (!sound && !findings.refuseAt(declared.name().span())) {
      findings.report(
          Code.MISSING_PURPOSE,
          declared.name().span(),
          "the slot '" + declared.name() + "' serves no purpose",
          "name at least one; declared: " + Phrases.list(purposes.names()));
    }
    for (Word word : declared.purposes()) {
      switch (purposes.find(word.text())) {
        case Entry.Sound(int position, Purpose _) -> served |= 1L << position;
        case Entry.Unsound<Purpose> _ -> sound = false;
        case Entry.Absent<Purpose> _ -> {
          new Unknowns(findings).purpose(word, purposes);
          sound = false;
        }
      }
    }
    return sound ? OptionalLong.of(served) : OptionalLong.empty();
  }
}
