package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.RecipientName;
import dev.mien.segments.model.Segment;
import dev.mien.segments.syntax.Declaration.RecipientDeclaration;
import dev.mien.segments.syntax.Declaration.TermDeclaration;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Recipients: who else is told of segments, and of which. */
final class RecipientCheck {
  private static final int RECIPIENTS_MAX = 32;
  private static final int IAB_MAX = 9_999;
  private static final BigDecimal EPSILON_LEAST = new BigDecimal("0.1");
  private static final BigDecimal EPSILON_MOST = new BigDecimal("8");
  private static final int EPSILON_DIGITS = 3;

  private final Findings findings;
  private final Scalars scalars;
  private final Register<Purpose> purposes;
  private final Register<Segment> segments;

  RecipientCheck(Findings findings, Register<Purpose> purposes, Register<Segment> segments) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.purposes = purposes;
    this.segments = segments;
  }

  /** A recipient that is sound, with where it was written. */
  record Told(Recipient recipient, RecipientDeclaration declaration) {}

  /** The sound recipients, as written. */
  List<Told> check(List<RecipientDeclaration> declarations) {
    scalars.atMost(RECIPIENTS_MAX, declarations, RecipientDeclaration::name, "recipient");
    NameCheck names = new NameCheck(Named.RECIPIENT, findings);
    List<Told> sound = new ArrayList<>();
    for (RecipientDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      recipient(declaration, standing)
          .ifPresent(recipient -> sound.add(new Told(recipient, declaration)));
    }
    return sound;
  }

  private Optional<Recipient> recipient(RecipientDeclaration declared, Standing standing) {
    String title = scalars.title(declared.title(), "a title");
    OptionalInt purpose =
        declared.purpose().map(word -> purpose(word, title)).orElse(OptionalInt.empty());
    Optional<List<Recipient.Term>> terms = terms(declared.terms());
    OptionalInt most =
        declared
            .most()
            .map(word -> scalars.whole(word, "'most'", 1, Recipient.MOST))
            .orElse(OptionalInt.of(1));
    OptionalInt epsilon =
        declared.epsilon().map(this::epsilon).orElse(OptionalInt.of(Recipient.EPSILON_THOUSANDTHS));
    boolean sound =
        standing == Standing.NEW
            && declared.title().isPresent()
            && purpose.isPresent()
            && terms.isPresent()
            && most.isPresent()
            && epsilon.isPresent();
    return sound
        ? Optional.of(
            new Recipient(
                new RecipientName(declared.name().text()),
                title,
                purpose.getAsInt(),
                terms.orElseThrow(),
                most.getAsInt(),
                epsilon.getAsInt()))
        : Optional.empty();
  }

  private OptionalInt purpose(Word word, String title) {
    return switch (purposes.find(word.text())) {
      case Entry.Sound(int position, Purpose purpose) -> {
        if (!title.isBlank() && !purpose.thirdParties().contains(title)) {
          findings.report(
              Code.RECIPIENT_NOT_NAMED,
              word.span(),
              "the purpose '"
                  + purpose.name()
                  + "' does not name '"
                  + Phrases.shortened(title)
                  + "', so nobody is asked about it",
              "add '" + Phrases.shortened(title) + "' to the thirdParties of the purpose");
        }
        yield OptionalInt.of(position);
      }
      case Entry.Unsound<Purpose> _ -> OptionalInt.empty();
      case Entry.Absent<Purpose> _ -> {
        new Unknowns(findings).purpose(word, purposes);
        yield OptionalInt.empty();
      }
    };
  }

  private Optional<List<Recipient.Term>> terms(List<TermDeclaration> declared) {
    scalars.atMost(Recipient.TERMS_MAX, declared, TermDeclaration::segment, "segment");
    Map<Integer, Word> ids = new HashMap<>();
    List<Recipient.Term> terms = new ArrayList<>();
    for (TermDeclaration term : declared) {
      OptionalInt segment = segment(term.segment());
      OptionalInt iab = scalars.whole(term.id(), "an id of the taxonomy", 1, IAB_MAX);
      if (iab.isPresent()) {
        Word first = ids.putIfAbsent(iab.getAsInt(), term.segment());
        if (first != null) {
          findings.report(
              Code.DUPLICATE_IAB_ID,
              term.id().span(),
              "'" + first + "' has the id " + iab.getAsInt() + " already",
              "give each segment an id of its own, or make one segment of the two");
        }
      }
      if (segment.isPresent() && iab.isPresent()) {
        terms.add(new Recipient.Term(segment.getAsInt(), iab.getAsInt()));
      }
    }
    boolean sound = terms.size() == declared.size() && terms.size() <= Recipient.TERMS_MAX;
    return sound ? Optional.of(terms) : Optional.empty();
  }

  private OptionalInt segment(Word word) {
    return switch (segments.find(word.text())) {
      case Entry.Sound(int position, Segment _) -> OptionalInt.of(position);
      case Entry.Unsound<Segment> _ -> OptionalInt.empty();
      case Entry.Absent<Segment> _ -> {
        new Unknowns(findings).segment(word, segments.names(), "");
        yield OptionalInt.empty();
      }
    };
  }

  private OptionalInt epsilon(Word word) {
    Optional<BigDecimal> number = scalars.number(word);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    BigDecimal epsilon = number.get();
    boolean inRange = epsilon.compareTo(EPSILON_LEAST) >= 0 && epsilon.compareTo(EPSILON_MOST) <= 0;
    boolean inSteps = epsilon.stripTrailingZeros().scale() <= EPSILON_DIGITS;
    if (!inRange || !inSteps) {
      findings.report(
          Code.OUT_OF_RANGE,
          word.span(),
          "'epsilon' is 0.1 to 8 in steps of 0.001, not " + Phrases.shortened(word.text()),
          "less tells less: 3 where nothing is said");
      return OptionalInt.empty();
    }
    return OptionalInt.of(epsilon.movePointRight(EPSILON_DIGITS).intValueExact());
  }
}
