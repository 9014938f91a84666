package dev.mien.segments.check;

import dev.mien.segments.check.PatternCheck.Folded;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Panes;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Measures: what is folded from events. */
final class MeasureCheck {
  private static final int UP_TO_DEFAULT = 9;

  private final Findings findings;
  private final Scalars scalars;
  private final AlphabetCheck alphabets;
  private final PatternCheck patterns;

  MeasureCheck(Findings findings, Register<EventEntry> events) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.alphabets = new AlphabetCheck(findings);
    this.patterns = new PatternCheck(findings, events);
  }

  /**
   * What is known of a measure.
   *
   * @param origin a stand-in where only the alphabet is sound; the workspace is refused then
   */
  record Measured(Alphabet alphabet, Origin origin) {
    static Measured orStandIn(Alphabet alphabet, Optional<? extends Origin> origin) {
      Origin standIn = new Origin.Signal(Origin.Provenance.SITE, Optional.empty());
      return new Measured(alphabet, origin.isPresent() ? origin.get() : standIn);
    }
  }

  Optional<Measured> count(Kind.Count count) {
    Optional<EventPattern> events = patterns.events(count.of(), count.key());
    Optional<Duration> within = within(count.within());
    Optional<Alphabet.Count> alphabet = cap(count.upTo(), UP_TO_DEFAULT);
    return alphabet.map(
        upTo -> Measured.orStandIn(upTo, events.map(of -> new Origin.Count(of, within))));
  }

  Optional<Measured> sequence(Kind.Sequence sequence) {
    Optional<EventPattern> first = patterns.events(sequence.first(), sequence.key());
    Optional<EventPattern> then = patterns.events(sequence.then(), sequence.key());
    Optional<Duration> within = within(sequence.within());
    Optional<? extends Alphabet> alphabet =
        sequence.upTo().isPresent()
            ? cap(sequence.upTo(), UP_TO_DEFAULT)
            : Optional.of(new Alphabet.Flag());
    Optional<Origin> origin = first.flatMap(f -> then.map(t -> new Origin.Sequence(f, t, within)));
    return alphabet.map(found -> Measured.orStandIn(found, origin));
  }

  Optional<Measured> recency(Kind.Recency recency) {
    Optional<EventPattern> events = patterns.events(recency.of(), recency.key());
    Optional<Duration> within = within(recency.within());
    Optional<List<Duration>> edges = alphabets.ages(recency.key(), recency.edges());
    if (edges.isPresent() && within.isPresent()) {
      edgesWithin(recency.edges(), edges.get(), within.get());
    }
    return edges.map(
        ages ->
            Measured.orStandIn(
                new Alphabet.Elapsed(ages), events.map(of -> new Origin.Recency(of, within))));
  }

  private void edgesWithin(List<Word> words, List<Duration> edges, Duration within) {
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i).compareTo(within) >= 0) {
        findings.report(
            Code.EDGE_BEYOND_WINDOW,
            words.get(i).span(),
            "nothing is older than " + Durations.print(within) + ", where the window ends",
            "remove this edge, or write a longer 'within'");
      }
    }
  }

  Optional<Measured> latest(Kind.Latest latest) {
    Optional<Folded> folded = patterns.field(latest.of(), latest.key());
    Optional<Duration> within = within(latest.within());
    return folded.flatMap(found -> latest(latest, found, within));
  }

  private Optional<Measured> latest(Kind.Latest latest, Folded folded, Optional<Duration> within) {
    Origin origin = new Origin.Latest(folded.pattern(), folded.field().position(), within);
    return switch (folded.field().value()) {
      case Event.Field.ChoiceField(_, Alphabet.Choice choice) ->
          Optional.of(new Measured(choice, origin));
      case Event.Field.FlagField _ -> Optional.of(new Measured(new Alphabet.Flag(), origin));
      case Event.Field.NumberField(String name, _) -> {
        findings.report(
            Code.WRONG_TYPE,
            latest.of().field().orElse(latest.of().event()).span(),
            "the field '" + name + "' is a number, and the latest number is not kept",
            "name a choice or a flag, or write a sum with edges");
        yield Optional.empty();
      }
    };
  }

  Optional<Measured> evidence(Kind.Evidence evidence) {
    Optional<Folded> folded = patterns.field(evidence.of(), evidence.key());
    Optional<Duration> within = within(evidence.within());
    Optional<List<BigDecimal>> edges = alphabets.edges(evidence.key(), evidence.edges());
    Optional<Origin> origin =
        folded.flatMap(found -> new EvidenceCheck(findings).check(evidence, found, within));
    boolean fit = edges.isPresent() && new EvidenceCheck(findings).edgesFit(evidence.edges());
    return fit
        ? edges.map(rising -> Measured.orStandIn(new Alphabet.Numeric("", rising), origin))
        : Optional.empty();
  }

  Optional<Measured> sum(Kind.Sum sum) {
    Optional<Folded> folded = patterns.field(sum.of(), sum.key());
    Optional<Duration> within = within(sum.within());
    Optional<List<BigDecimal>> edges = alphabets.edges(sum.key(), sum.edges());
    Optional<String> unit = folded.flatMap(f -> unit(sum, f.field().value()));
    if (edges.isEmpty()) {
      return Optional.empty();
    }
    Optional<SumCheck.Steps> steps = new SumCheck(findings).check(sum, edges.get());
    Optional<Origin> origin =
        folded.flatMap(
            f ->
                steps.map(
                    s ->
                        new Origin.Sum(
                            f.pattern(), f.field().position(), s.step(), s.upTo(), within)));
    return Optional.of(
        Measured.orStandIn(new Alphabet.Numeric(unit.orElse(""), edges.get()), origin));
  }

  private Optional<String> unit(Kind.Sum sum, Event.Field field) {
    return switch (field) {
      case Event.Field.NumberField(_, String unit) -> Optional.of(unit);
      case Event.Field.ChoiceField _, Event.Field.FlagField _ -> {
        findings.report(
            Code.WRONG_TYPE,
            sum.of().field().orElse(sum.of().event()).span(),
            "the field '" + field.name() + "' is no number, and only numbers have a sum",
            "name a number field, or write a count");
        yield Optional.empty();
      }
    };
  }

  private Optional<Alphabet.Count> cap(Optional<Word> upTo, int otherwise) {
    if (upTo.isEmpty()) {
      return Optional.of(new Alphabet.Count(otherwise));
    }
    var cap = scalars.whole(upTo.get(), "'upTo'", 1, Alphabet.Count.UP_TO_MAX);
    return cap.isPresent() ? Optional.of(new Alphabet.Count(cap.getAsInt())) : Optional.empty();
  }

  private Optional<Duration> within(Optional<Word> within) {
    return within.flatMap(
        word -> scalars.duration(word, "'within'", Panes.WINDOW_MIN, Panes.WINDOW_MAX));
  }
}
