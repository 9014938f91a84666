package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.IabTerms.OptOut;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.source.NearestName;
import dev.mien.segments.syntax.Declaration.PurposeDeclaration;
import dev.mien.segments.syntax.Word;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Purposes: what visitors are asked. */
final class PurposeCheck {
  private static final int BITS_DEFAULT = 48;
  private static final int BITS_MAX = 512;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration CONSENT_DEFAULT = Duration.ofDays(30);
  private static final Duration CONSENT_MAX = Duration.ofDays(180);
  private static final Duration IDLE_DEFAULT = Duration.ofMinutes(30);
  private static final Duration IDLE_MAX = Duration.ofDays(1);

  private final Findings findings;
  private final Scalars scalars;
  private final Limits limits;
  private final Register<EventEntry> events;

  PurposeCheck(Findings findings, Limits limits, Register<EventEntry> events) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.limits = limits;
    this.events = events;
  }

  Register<Purpose> check(List<PurposeDeclaration> declarations) {
    scalars.atMost(limits.purposesMax(), declarations, PurposeDeclaration::name, "purpose");
    NameCheck names = new NameCheck(Named.PURPOSE, findings);
    Register<Purpose> purposes = new Register<>();
    for (PurposeDeclaration declaration : declarations) {
      Standing standing = names.check(declaration.name());
      purposes.enter(declaration.name().text(), purpose(declaration, standing));
    }
    return purposes;
  }

  private Optional<Purpose> purpose(PurposeDeclaration declared, Standing standing) {
    String title = scalars.title(declared.title(), "a title");
    scalars.atMost(
        CheckLimits.THIRD_PARTIES_MAX, declared.thirdParties(), word -> word, "third party");
    List<String> thirdParties =
        declared.thirdParties().stream()
            .map(word -> scalars.text(word, "a third party", CheckLimits.TITLE_LENGTH_MAX))
            .toList();
    boolean contextual = declared.contextual().flatMap(scalars::flag).orElse(false);
    int bits = BITS_DEFAULT;
    if (declared.bits().isPresent()) {
      bits = scalars.whole(declared.bits().get(), "'bits'", 1, BITS_MAX).orElse(BITS_DEFAULT);
    }
    Duration consentMax =
        declared
            .consentMax()
            .flatMap(word -> scalars.duration(word, "'consentMax'", SHORTEST, CONSENT_MAX))
            .orElse(CONSENT_DEFAULT);
    Duration idle =
        declared
            .idle()
            .flatMap(word -> scalars.duration(word, "'idle'", SHORTEST, IDLE_MAX))
            .orElse(IDLE_DEFAULT);
    Set<EventName> endsWith = goals(declared.endsWith());
    IabTerms iab = new IabTerms(tcf(declared.tcf()), optOuts(declared.optOuts()));
    if (standing != Standing.NEW) {
      return Optional.empty();
    }
    return Optional.of(
        new Purpose(
            new PurposeName(declared.name().text()),
            title,
            thirdParties,
            contextual ? Purpose.Basis.CONTEXTUAL : Purpose.Basis.CONSENT,
            bits,
            consentMax,
            idle,
            endsWith,
            iab));
  }

  private Set<Integer> tcf(List<Word> words) {
    Set<Integer> purposes = new LinkedHashSet<>();
    for (Word word : words) {
      scalars.whole(word, "a TCF purpose", 1, IabTerms.TCF_PURPOSE_MAX).ifPresent(purposes::add);
    }
    return purposes;
  }

  private Set<OptOut> optOuts(List<Word> words) {
    Set<OptOut> optOuts = EnumSet.noneOf(OptOut.class);
    for (Word word : words) {
      Optional<OptOut> found =
          Arrays.stream(OptOut.values()).filter(one -> one.text().equals(word.text())).findFirst();
      if (found.isPresent()) {
        optOuts.add(found.get());
      } else {
        List<String> known = Arrays.stream(OptOut.values()).map(OptOut::text).toList();
        findings.report(
            Code.UNKNOWN_OPT_OUT,
            word.span(),
            "there is no opt-out '" + Phrases.shortened(word.text()) + "'",
            NearestName.hint(word.text(), known, "the opt-outs are " + String.join(", ", known)));
      }
    }
    return optOuts;
  }

  private Set<EventName> goals(List<Word> words) {
    Set<EventName> goals = new LinkedHashSet<>();
    for (Word word : words) {
      switch (events.find(word.text())) {
        case Entry.Sound(int _, EventEntry entry) -> {
          if (entry.event().goal() == Event.Role.GOAL) {
            goals.add(entry.event().name());
          } else {
            findings.report(
                Code.NOT_A_GOAL,
                word.span(),
                "the event '" + word + "' is not a goal, and only a goal ends consent",
                "add goal: true to the event, or name another");
          }
        }
        case Entry.Unsound<EventEntry> _ -> {}
        case Entry.Absent<EventEntry> _ -> new Unknowns(findings).goal(word, goalNames());
      }
    }
    return goals;
  }

  private List<String> goalNames() {
    return events.sound().stream()
        .filter(entry -> entry.event().goal() == Event.Role.GOAL)
        .map(entry -> entry.event().name().text())
        .toList();
  }
}
