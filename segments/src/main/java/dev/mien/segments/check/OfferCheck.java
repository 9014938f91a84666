package dev.mien.segments.check;

import dev.mien.segments.check.LearnCheck.Learned;
import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Names;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Schedule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Variant;
import dev.mien.segments.model.VariantName;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.VariantDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The offers of one slot. */
final class OfferCheck {
  private static final int PRIORITY_MAX = 999;
  private static final int WEIGHT_MAX = 10_000;

  private final Findings findings;
  private final Scalars scalars;
  private final Limits limits;
  private final Register<Segment> segments;
  private final ScheduleCheck schedules;
  private final LearnCheck learning;

  OfferCheck(
      Findings findings,
      Limits limits,
      Register<Segment> segments,
      ScheduleCheck schedules,
      LearnCheck learning) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.limits = limits;
    this.segments = segments;
    this.schedules = schedules;
    this.learning = learning;
  }

  /** An offer that is sound, with where it was written. */
  record Placed(Offer offer, OfferDeclaration declaration) {}

  /** The sound offers, as written. */
  List<Placed> check(List<OfferDeclaration> declarations, ContentCheck content) {
    if (declarations.size() > limits.offersMax()) {
      findings.report(
          Code.TOO_MANY,
          declarations.get(limits.offersMax()).span(),
          declarations.size() + " offers are too many: the most is " + limits.offersMax(),
          "this is the first one too many");
    }
    NameCheck names = new NameCheck(Named.OFFER, findings);
    Set<String> taken = new HashSet<>();
    declarations.forEach(offer -> offer.name().ifPresent(name -> taken.add(name.text())));
    List<Placed> sound = new ArrayList<>();
    for (OfferDeclaration declaration : declarations) {
      Optional<String> name = name(declaration, names, taken);
      Optional<Offer> offer = offer(declaration, name, content);
      offer.ifPresent(found -> sound.add(new Placed(found, declaration)));
    }
    return sound;
  }

  private Optional<String> name(OfferDeclaration declared, NameCheck names, Set<String> taken) {
    if (declared.name().isPresent()) {
      Word name = declared.name().get();
      return names.check(name) == Standing.NEW ? Optional.of(name.text()) : Optional.empty();
    }
    if (declared.audience().isEmpty()) {
      return Optional.empty();
    }
    String segment = declared.audience().get().text();
    String name = segment;
    for (int n = 2; taken.contains(name); n++) {
      name = segment + "-" + n;
    }
    taken.add(name);
    if (name.length() > Names.LENGTH_MAX && segment.length() <= Names.LENGTH_MAX) {
      findings.report(
          Code.NAME_TOO_LONG,
          declared.audience().get().span(),
          "this offer would be called '"
              + name
              + "', which has more than "
              + Names.LENGTH_MAX
              + " characters",
          "give the offer a name of its own");
    }
    return Names.fits(Names.KEBAB, name) ? Optional.of(name) : Optional.empty();
  }

  private Optional<Offer> offer(
      OfferDeclaration declared, Optional<String> name, ContentCheck content) {
    OptionalInt audience = declared.audience().map(this::audience).orElse(OptionalInt.empty());
    OptionalInt priority =
        declared
            .priority()
            .map(word -> scalars.whole(word, "'priority'", 0, PRIORITY_MAX))
            .orElse(OptionalInt.of(0));
    Optional<Schedule> schedule = schedules.check(declared.from(), declared.until());
    Optional<List<Variant>> variants = variants(declared, content);
    Learned learned = learning.check(declared.learn(), variants.orElse(List.of()));
    boolean sound =
        name.isPresent()
            && audience.isPresent()
            && priority.isPresent()
            && schedule.isPresent()
            && variants.isPresent()
            && learned instanceof Learned.Sound;
    return sound
        ? Optional.of(
            new Offer(
                new OfferName(name.orElseThrow()),
                audience.getAsInt(),
                priority.getAsInt(),
                variants.orElseThrow(),
                schedule.orElseThrow(),
                learned instanceof Learned.Sound(var learning) ? learning : Optional.empty()))
        : Optional.empty();
  }

  private OptionalInt audience(Word word) {
    return switch (segments.find(word.text())) {
      case Entry.Sound(int position, Segment _) -> OptionalInt.of(position);
      case Entry.Unsound<Segment> _ -> OptionalInt.empty();
      case Entry.Absent<Segment> _ -> {
        new Unknowns(findings).segment(word, segments.names(), "");
        yield OptionalInt.empty();
      }
    };
  }

  private Optional<List<Variant>> variants(OfferDeclaration declared, ContentCheck content) {
    List<VariantDeclaration> declarations = declared.variants();
    if (declarations.isEmpty()) {
      return Optional.empty();
    }
    scalars.atMost(limits.variantsMax(), declarations, VariantDeclaration::name, "variant");
    Weighing weighing = weighing(declared);
    NameCheck names = new NameCheck(Named.VARIANT, findings);
    List<Variant> variants = new ArrayList<>();
    for (VariantDeclaration declaration : declarations) {
      boolean named = isNamed(declaration.name(), names);
      OptionalInt weight = weight(declaration, weighing);
      Optional<Content> filled = content.content(declaration.content());
      if (named && weight.isPresent() && filled.isPresent()) {
        VariantName name = new VariantName(declaration.name().text());
        variants.add(new Variant(name, weight.getAsInt(), filled.get()));
      }
    }
    boolean sound = variants.size() == declarations.size();
    if (sound && variants.stream().allMatch(variant -> variant.weight() == 0)) {
      findings.report(
          Code.NO_WEIGHT,
          declarations.getFirst().weight().orElse(declarations.getFirst().name()).span(),
          "all weights are 0, so no variant would ever be shown",
          "give at least one variant a weight above 0");
      sound = false;
    }
    return sound ? Optional.of(variants) : Optional.empty();
  }

  private boolean isNamed(Word name, NameCheck names) {
    if (name.text().equals(Variant.FALLBACK.text())) {
      findings.report(
          Code.RESERVED_NAME,
          name.span(),
          "'fallback' is the variant that every slot has already, and cannot name another",
          "choose another name, such as 'plain'");
      return false;
    }
    return names.check(name) == Standing.NEW;
  }

  /** How the weights of an offer's variants are given. */
  private enum Weighing {
    EQUAL,
    WRITTEN
  }

  private Weighing weighing(OfferDeclaration declared) {
    boolean written = declared.variants().stream().anyMatch(v -> v.weight().isPresent());
    // Where the reader has refused a weight, the one that is missing may be that one.
    return written && findings.allWasRead() ? Weighing.WRITTEN : Weighing.EQUAL;
  }

  private OptionalInt weight(VariantDeclaration declared, Weighing weighing) {
    return switch (weighing) {
      case EQUAL -> OptionalInt.of(1);
      case WRITTEN -> {
        if (declared.weight().isPresent()) {
          yield scalars.whole(declared.weight().get(), "a weight", 0, WEIGHT_MAX);
        }
        findings.report(
            Code.MISSING_WEIGHT,
            declared.name().span(),
            "the variant '" + declared.name() + "' has no weight, and others have",
            "write weights for all variants of the offer, or for none");
        yield OptionalInt.empty();
      }
    };
  }
}
