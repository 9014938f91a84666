package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventPattern.Bound;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.And;
import dev.mien.segments.syntax.Expression.Between;
import dev.mien.segments.syntax.Expression.Compare;
import dev.mien.segments.syntax.Expression.Comparison;
import dev.mien.segments.syntax.Expression.HasAll;
import dev.mien.segments.syntax.Expression.HasAny;
import dev.mien.segments.syntax.Expression.In;
import dev.mien.segments.syntax.Expression.Is;
import dev.mien.segments.syntax.Expression.IsKnown;
import dev.mien.segments.syntax.Expression.Not;
import dev.mien.segments.syntax.Expression.Or;
import dev.mien.segments.syntax.Expression.Reference;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Conditions over the fields of one event. */
final class ConditionCheck {
  private final Findings findings;
  private final LabelTests labels;
  private final EdgeTests edges;
  private final EventEntry event;

  ConditionCheck(Findings findings, EventEntry event) {
    this.findings = findings;
    this.labels = new LabelTests(findings);
    this.edges = new EdgeTests(findings);
    this.event = event;
  }

  /** The condition, if all of it can be understood. */
  Optional<Condition> check(Expression expression) {
    return switch (expression) {
      case And(var parts, _) -> all(parts).map(Condition.AllOf::new);
      case Or(var parts, _) -> all(parts).map(Condition.AnyOf::new);
      case Not(Expression part, _) -> check(part).map(Condition.Not::new);
      case Reference(Word name, _) -> reference(name);
      case IsKnown(Word subject, _) ->
          field(subject).map(found -> new Condition.Known(found.position()));
      case Is test -> test(test.subject(), test);
      case In test -> test(test.subject(), test);
      case Between test -> test(test.subject(), test);
      case Compare test -> test(test.subject(), test);
      case HasAny test -> test(test.subject(), test);
      case HasAll test -> test(test.subject(), test);
    };
  }

  private Optional<List<Condition>> all(List<Expression> parts) {
    List<Condition> conditions = new ArrayList<>();
    for (Expression part : parts) {
      check(part).ifPresent(conditions::add);
    }
    return conditions.size() == parts.size() ? Optional.of(conditions) : Optional.empty();
  }

  private Optional<Condition> reference(Word name) {
    String hint =
        switch (event.fields().find(name.text())) {
          case Entry.Sound(int _, Event.Field.FlagField _) ->
              "write what the field must be: '" + name + " is true'";
          case Entry.Sound<Event.Field> _, Entry.Unsound<Event.Field> _ ->
              "write what the field must be, such as '" + name + " is known'";
          case Entry.Absent<Event.Field> _ ->
              "a condition asks about the fields of '" + event.event().name() + "' only";
        };
    findings.report(
        Code.SEGMENT_IN_CONDITION,
        name.span(),
        "'" + name + "' alone would be a segment, and events belong to none",
        hint);
    return Optional.empty();
  }

  private Optional<Entry.Sound<Event.Field>> field(Word name) {
    return switch (event.fields().find(name.text())) {
      case Entry.Sound<Event.Field> found -> Optional.of(found);
      case Entry.Unsound<Event.Field> _ -> Optional.empty();
      case Entry.Absent<Event.Field> _ -> {
        new Unknowns(findings).field(name, event);
        yield Optional.empty();
      }
    };
  }

  private Optional<Condition> test(Word name, Expression test) {
    return field(name)
        .flatMap(
            found ->
                switch (found.value()) {
                  case Event.Field.ChoiceField(String text, Alphabet.Choice choice) ->
                      codes(
                          found.position(),
                          labels.choice(Subject.field(text, choice), choice, test));
                  case Event.Field.FlagField(String text) ->
                      codes(
                          found.position(),
                          labels.flag(Subject.field(text, new Alphabet.Flag()), test));
                  case Event.Field.NumberField(String text, String unit) ->
                      number(found.position(), text, unit, test);
                });
  }

  private static Optional<Condition> codes(int field, OptionalLong codes) {
    return codes.isPresent()
        ? Optional.of(new Condition.OneOf(field, codes.getAsLong()))
        : Optional.empty();
  }

  private Optional<Condition> number(int field, String name, String unit, Expression test) {
    // The subject of an attribute has edges to give an example with; a field may be compared with
    // any number.
    Subject subject =
        Subject.field(name, new Alphabet.Numeric(unit, List.of(BigDecimal.valueOf(20))));
    return switch (test) {
      case Is(_, Literal value, _) -> amount(subject, value).map(at -> exactly(field, at));
      case In(_, var values, _) -> in(field, subject, values);
      case Compare(_, Comparison comparison, Literal bound, _) ->
          amount(subject, bound).map(at -> compared(field, comparison, at));
      case Between(_, Literal low, Literal high, _) -> between(field, subject, low, high);
      case HasAny _, HasAll _, And _, Or _, Not _, Reference _, IsKnown _ -> {
        labels.wrongTest(subject, test);
        yield Optional.empty();
      }
    };
  }

  private Optional<Condition> in(int field, Subject subject, List<Literal> values) {
    List<Condition> any = new ArrayList<>();
    for (Literal value : values) {
      amount(subject, value).ifPresent(at -> any.add(exactly(field, at)));
    }
    if (any.size() < values.size()) {
      return Optional.empty();
    }
    return Optional.of(any.size() == 1 ? any.getFirst() : new Condition.AnyOf(any));
  }

  private Optional<Condition> between(int field, Subject subject, Literal low, Literal high) {
    Optional<BigDecimal> least = amount(subject, low);
    Optional<BigDecimal> most = amount(subject, high);
    if (least.isEmpty() || most.isEmpty()) {
      return Optional.empty();
    }
    if (least.get().compareTo(most.get()) > 0) {
      edges.emptyRange(subject, low, high);
      return Optional.empty();
    }
    return Optional.of(
        new Condition.Within(field, new Bound.Closed(least.get()), new Bound.Closed(most.get())));
  }

  private static Condition exactly(int field, BigDecimal at) {
    return new Condition.Within(field, new Bound.Closed(at), new Bound.Closed(at));
  }

  private static Condition compared(int field, Comparison comparison, BigDecimal at) {
    return switch (comparison) {
      case LESS -> new Condition.Within(field, new Bound.Open(), new Bound.Excluded(at));
      case AT_MOST -> new Condition.Within(field, new Bound.Open(), new Bound.Closed(at));
      case MORE -> new Condition.Within(field, new Bound.Excluded(at), new Bound.Open());
      case AT_LEAST -> new Condition.Within(field, new Bound.Closed(at), new Bound.Open());
    };
  }

  private Optional<BigDecimal> amount(Subject subject, Literal value) {
    if (value instanceof Literal.Amount(BigDecimal number, _, _)) {
      return Optional.of(number);
    }
    findings.report(
        Code.WRONG_TYPE,
        value.span(),
        "'" + subject.name() + "' is a number, and '" + value.span().text() + "' is none",
        "compare it with a number, such as '" + subject.name() + " >= 20'");
    return Optional.empty();
  }
}
