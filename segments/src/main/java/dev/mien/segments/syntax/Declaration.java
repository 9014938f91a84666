package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace declares, shaped but not yet checked: names may not exist and numbers may be out
 * of range. Spans of declarations cover their names.
 */
public sealed interface Declaration {
  Word name();

  /** {@code workspace:}, once. */
  record Header(Word name, Optional<Word> timezone, Optional<Word> holdout)
      implements Declaration {}

  record PurposeDeclaration(
      Word name,
      Optional<Word> title,
      List<Word> thirdParties,
      Optional<Word> contextual,
      Optional<Word> bits,
      Optional<Word> consentMax,
      Optional<Word> idle,
      List<Word> endsWith,
      List<Word> tcf,
      List<Word> optOuts)
      implements Declaration {}

  record AttributeDeclaration(
      Word name,
      Optional<Kind> kind,
      Optional<Word> from,
      Optional<Word> purpose,
      Optional<Word> benefit,
      Optional<Word> retention)
      implements Declaration {}

  /** What an attribute is; the first word of each is the key that says so. */
  sealed interface Kind {
    Word key();

    record Choice(Word key, List<Word> labels) implements Kind {}

    record Choices(Word key, List<Word> labels) implements Kind {}

    record Numeric(Word key, Word unit, List<Word> edges) implements Kind {}

    record Flag(Word key) implements Kind {}

    record Count(Word key, Pattern of, Optional<Word> upTo, Optional<Word> within)
        implements Kind {}

    record Sum(
        Word key,
        Pattern of,
        List<Word> edges,
        Optional<Word> step,
        Optional<Word> upTo,
        Optional<Word> within)
        implements Kind {}

    record Latest(Word key, Pattern of, Optional<Word> within) implements Kind {}

    record Recency(Word key, Pattern of, List<Word> edges, Optional<Word> within) implements Kind {}

    record Sequence(
        Word key, Pattern first, Pattern then, Optional<Word> upTo, Optional<Word> within)
        implements Kind {}

    record Evidence(
        Word key,
        Pattern of,
        List<StepDeclaration> steps,
        List<Word> edges,
        Optional<Word> after,
        Optional<Word> within)
        implements Kind {}
  }

  /** {@code start > sale: 0.61}. */
  record StepDeclaration(Word step, Word points) {}

  /**
   * {@code page_view.category where category is sale}: an event, maybe a field, maybe a condition.
   */
  record Pattern(Word event, Optional<Word> field, Optional<Expression> where, Span span) {}

  record EventDeclaration(Word name, Optional<Word> goal, List<FieldDeclaration> fields)
      implements Declaration {}

  record FieldDeclaration(Word name, Optional<FieldKind> kind) {}

  /** What a field of an event is. */
  sealed interface FieldKind {
    Word key();

    record Choice(Word key, List<Word> labels) implements FieldKind {}

    record Numeric(Word key, Word unit) implements FieldKind {}

    record Flag(Word key) implements FieldKind {}
  }

  record RecipientDeclaration(
      Word name,
      Optional<Word> title,
      Optional<Word> purpose,
      List<TermDeclaration> terms,
      Optional<Word> most,
      Optional<Word> epsilon)
      implements Declaration {}

  /** A segment, and what it is called outside. */
  record TermDeclaration(Word segment, Word id) {}

  /** It has rules or a score. */
  record SegmentDeclaration(
      Word name,
      Optional<Word> title,
      List<RuleDeclaration> rules,
      Optional<ScoreDeclaration> score)
      implements Declaration {
    public SegmentDeclaration {
      rules = List.copyOf(rules);
    }

    /** One that has rules. */
    public SegmentDeclaration(Word name, Optional<Word> title, List<RuleDeclaration> rules) {
      this(name, title, rules, Optional.empty());
    }

    /** All that it asks: its rules, or the conditions of its score. */
    public List<Expression> expressions() {
      return score
          .map(found -> found.points().stream().map(PointsDeclaration::condition).toList())
          .orElseGet(() -> rules.stream().map(RuleDeclaration::expression).toList());
    }
  }

  /** {@code score:}; the key says where it is. */
  record ScoreDeclaration(
      Word key,
      Optional<Word> base,
      List<PointsDeclaration> points,
      Optional<Word> enter,
      Optional<Word> leave,
      Optional<CalibrationDeclaration> calibration,
      Optional<FittedDeclaration> fitted,
      Optional<Word> goal) {
    public ScoreDeclaration {
      points = List.copyOf(points);
    }
  }

  /** {@code device is mobile: -0.21}. */
  record PointsDeclaration(Expression condition, Word points) {}

  record CalibrationDeclaration(Optional<Word> slope, Optional<Word> intercept) {}

  record FittedDeclaration(
      Word key,
      Optional<Word> auc,
      Optional<Word> prAuc,
      Optional<Word> brier,
      Optional<Word> logLoss,
      Optional<Word> ece,
      Optional<Word> sessions,
      Optional<Word> base,
      Optional<Word> on) {}

  /** {@code when:} alone is one rule that is named like its segment. */
  record RuleDeclaration(Word name, Expression expression) {}

  record SlotDeclaration(
      Word name,
      Optional<Word> title,
      List<Word> purposes,
      List<ContentField> content,
      Optional<ContentValues> fallback,
      Optional<Word> holdout,
      List<OfferDeclaration> offers)
      implements Declaration {}

  /**
   * A sample visit.
   *
   * @param consent the purposes it allows; empty where nothing is said
   */
  record PersonaDeclaration(
      Word name,
      Optional<Word> title,
      List<SignalDeclaration> signals,
      List<HappeningDeclaration> events,
      Optional<List<Word>> consent,
      List<Word> expect,
      List<Word> expectNot)
      implements Declaration {}

  /** {@code device: mobile}. */
  record SignalDeclaration(Word attribute, SignalValue value) {}

  /** What a signal says. */
  sealed interface SignalValue {
    record One(Word word) implements SignalValue {}

    /** A list; the span is that of its attribute. */
    record Several(List<Word> words, Span span) implements SignalValue {}
  }

  /** An event of a sample visit, with the fields it carries. */
  record HappeningDeclaration(Word event, List<ContentValue> fields, Optional<Word> after) {}

  /** Attributes that are counted together, with the goals that are counted with them. */
  record GridDeclaration(Word name, List<Word> of, List<Word> goals, Optional<Word> after)
      implements Declaration {
    public GridDeclaration {
      of = List.copyOf(of);
      goals = List.copyOf(goals);
    }
  }

  /** {@code headline: text}. */
  record ContentField(Word name, Word type) {}

  /** The fields of one content; the span is that of the key it stands under. */
  record ContentValues(List<ContentValue> values, Span span) {}

  record ContentValue(Word name, Word value) {}

  record OfferDeclaration(
      Optional<Word> name,
      Optional<Word> audience,
      Optional<Word> priority,
      List<VariantDeclaration> variants,
      Optional<LearnDeclaration> learn,
      Optional<Word> from,
      Optional<Word> until,
      Span span) {}

  /** How the weights of an offer follow what sessions do; the span is that of its key. */
  record LearnDeclaration(
      Optional<Word> goal, Optional<Word> by, Optional<Word> floor, Span span) {}

  record VariantDeclaration(Word name, Optional<Word> weight, ContentValues content) {}

  /** All that was declared, in the order it was written, with files in the order of their names. */
  record Workspace(
      Optional<Header> header,
      List<PurposeDeclaration> purposes,
      List<AttributeDeclaration> attributes,
      List<EventDeclaration> events,
      List<SegmentDeclaration> segments,
      List<SlotDeclaration> slots,
      List<RecipientDeclaration> recipients,
      List<PersonaDeclaration> personas,
      List<GridDeclaration> grids) {
    public Workspace {
      purposes = List.copyOf(purposes);
      attributes = List.copyOf(attributes);
      events = List.copyOf(events);
      segments = List.copyOf(segments);
      slots = List.copyOf(slots);
      recipients = List.copyOf(recipients);
      personas = List.copyOf(personas);
      grids = List.copyOf(grids);
    }
  }
}
