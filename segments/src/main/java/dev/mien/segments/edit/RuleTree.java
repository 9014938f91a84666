package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.RuleParser;
import dev.mien.segments.syntax.SyntaxLimits;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/**
 * Rules as trees of values, which a page can show as blocks and send back.
 *
 * <pre>
 * {all: [tree…]} | {any: [tree…]} | {not: tree} | {segment: name} | {text: rule}
 * {attribute: name, is: test, value: …}
 * test: is, is not, in, not in, between, &lt;, &lt;=, &gt;, &gt;=, has any of, has all of, is known, is unknown
 * </pre>
 *
 * <p>A label is a text, a number a number, a duration a text such as {@code 30 minutes}, which no
 * label looks like. Every rule has a tree, and its tree gives it back.
 */
public final class RuleTree {
  private static final String ATTRIBUTE = "attribute";
  private static final String TEST = "is";
  private static final String VALUE = "value";

  private RuleTree() {}

  /** What came of reading a tree. */
  public sealed interface Reading {
    record Sound(Expression rule) implements Reading {}

    /**
     * It is none.
     *
     * @param pointer where, below the tree, as a JSON pointer
     * @param detail what to do
     */
    record Unsound(String pointer, String detail) implements Reading {}
  }

  /** The tree of a rule. */
  public static Value.Table of(Expression rule) {
    return switch (rule) {
      case Expression.And(var parts, _) -> table("all", trees(parts));
      case Expression.Or(var parts, _) -> table("any", trees(parts));
      case Expression.Not(Expression.Is(var subject, var value, _), _) ->
          test(subject, "is not", value(value));
      case Expression.Not(Expression.In(var subject, var values, _), _) ->
          test(subject, "not in", values(values));
      case Expression.Not(Expression.IsKnown(var subject, _), _) -> test(subject, "is unknown");
      case Expression.Not(var part, _) -> table("not", of(part));
      case Expression.Reference(var name, _) -> table("segment", new Value.Text(name.text()));
      case Expression.Is(var subject, var value, _) -> test(subject, "is", value(value));
      case Expression.IsKnown(var subject, _) -> test(subject, "is known");
      case Expression.In(var subject, var values, _) -> test(subject, "in", values(values));
      case Expression.Between(var subject, var low, var high, _) ->
          test(subject, "between", values(List.of(low, high)));
      case Expression.Compare(var subject, var comparison, var bound, _) ->
          test(subject, comparison.sign(), value(bound));
      case Expression.HasAny(var subject, var values, _) ->
          test(subject, "has any of", values(values));
      case Expression.HasAll(var subject, var values, _) ->
          test(subject, "has all of", values(values));
    };
  }

  private static Value.Listing trees(List<Expression> parts) {
    return new Value.Listing(parts.stream().<Value>map(RuleTree::of).toList());
  }

  private static Value.Table table(String key, Value value) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    entries.put(key, value);
    return new Value.Table(entries);
  }

  private static Value.Table test(Word subject, String test) {
    return table(ATTRIBUTE, new Value.Text(subject.text())).with(TEST, new Value.Text(test));
  }

  private static Value.Table test(Word subject, String test, Value value) {
    return test(subject, test).with(VALUE, value);
  }

  private static Value.Listing values(List<Literal> literals) {
    return new Value.Listing(literals.stream().map(RuleTree::value).toList());
  }

  private static Value value(Literal literal) {
    return switch (literal) {
      case Literal.Label(var text, _) ->
          text.equals("true") || text.equals("false")
              ? new Value.Plain(text)
              : new Value.Text(text);
      case Literal.Amount(_, var text, _) -> new Value.Plain(text);
      case Literal.Time(var duration, _) -> new Value.Text(Durations.print(duration));
    };
  }

  /** The rule that a tree stands for. */
  public static Reading read(Value tree) {
    try {
      return new Reading.Sound(new Reader().expression(tree, "", 0));
    } catch (NoTree e) {
      return new Reading.Unsound(e.pointer, e.detail);
    }
  }

  /** The text of the rule that a tree stands for, in canonical form. */
  public static Optional<String> text(Value tree) {
    return read(tree) instanceof Reading.Sound(var rule)
        ? Optional.of(Printer.print(rule))
        : Optional.empty();
  }

  /** Ends the reading of one tree; never leaves this class. */
  private static final class NoTree extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String pointer;
    private final String detail;

    NoTree(String pointer, String detail) {
      super(detail, null, false, false);
      this.pointer = pointer;
      this.detail = detail;
    }
  }

  private static final class Reader {
    private static final Span NOWHERE = SourceText.unnamed("").span(0, 0);

    Expression expression(Value tree, String pointer, int depth) {
      if (depth > SyntaxLimits.RULE_DEPTH_MAX) {
        throw new NoTree(
            pointer, "Nest at most " + SyntaxLimits.RULE_DEPTH_MAX + " deep; refer to segments.");
      }
      if (!(tree instanceof Value.Table(var entries)) || entries.isEmpty()) {
        throw new NoTree(
            pointer, "Send a tree: all, any, not, segment, text, or attribute with a test.");
      }
      Value.Table table = (Value.Table) tree;
      String kind = entries.firstEntry().getKey();
      Value part = entries.firstEntry().getValue();
      if (entries.containsKey(ATTRIBUTE)) {
        return test(table, pointer);
      }
      String place = pointer + "/" + kind;
      return switch (kind) {
        case "all" -> chain(part, place, depth, Expression.And::new);
        case "any" -> chain(part, place, depth, Expression.Or::new);
        case "not" -> new Expression.Not(expression(part, place, depth + 1), NOWHERE);
        case "segment" -> new Expression.Reference(name(part, place), NOWHERE);
        case "text" -> parsed(part, place);
        default ->
            throw new NoTree(
                pointer, "Send a tree: all, any, not, segment, text, or attribute with a test.");
      };
    }

    private Expression chain(
        Value parts,
        String pointer,
        int depth,
        BiFunction<List<Expression>, Span, Expression> joining) {
      if (!(parts instanceof Value.Listing(var items)) || items.isEmpty()) {
        throw new NoTree(pointer, "Send a list of at least one tree.");
      }
      List<Expression> read = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        read.add(expression(items.get(i), pointer + "/" + i, depth + 1));
      }
      return read.size() == 1 ? read.getFirst() : joining.apply(read, NOWHERE);
    }

    private Expression parsed(Value text, String pointer) {
      String rule = text.said().orElseThrow(() -> new NoTree(pointer, "Send a rule as one text."));
      return switch (RuleParser.parse(SourceText.unnamed(rule))) {
        case Parsed.Sound<Expression>(var read) -> read;
        case Parsed.Unsound<Expression>(var finding) ->
            throw new NoTree(pointer, "Send a rule that can be read: " + finding.message() + ".");
      };
    }

    private Word name(Value value, String pointer) {
      String name = value.said().orElse("");
      boolean readable =
          RuleParser.parse(SourceText.unnamed(name)) instanceof Parsed.Sound<Expression>(var read)
              && read instanceof Expression.Reference;
      if (!readable) {
        throw new NoTree(pointer, "Send a name.");
      }
      return new Word(name, NOWHERE);
    }

    private Expression test(Value.Table table, String pointer) {
      Word subject =
          name(table.find(ATTRIBUTE).orElseGet(Value::emptyTable), pointer + "/" + ATTRIBUTE);
      String test = table.find(TEST).flatMap(Value::said).orElse("");
      String place = pointer + "/" + VALUE;
      Optional<Value> value = table.find(VALUE);
      for (Expression.Comparison comparison : Expression.Comparison.values()) {
        if (comparison.sign().equals(test)) {
          return new Expression.Compare(subject, comparison, literal(value, place), NOWHERE);
        }
      }
      return switch (test) {
        case "is" -> new Expression.Is(subject, literal(value, place), NOWHERE);
        case "is not" -> not(new Expression.Is(subject, literal(value, place), NOWHERE));
        case "is known" -> new Expression.IsKnown(subject, NOWHERE);
        case "is unknown" -> not(new Expression.IsKnown(subject, NOWHERE));
        case "in" -> new Expression.In(subject, literals(value, place), NOWHERE);
        case "not in" -> not(new Expression.In(subject, literals(value, place), NOWHERE));
        case "has any of" -> new Expression.HasAny(subject, literals(value, place), NOWHERE);
        case "has all of" -> new Expression.HasAll(subject, literals(value, place), NOWHERE);
        case "between" -> {
          List<Literal> ends = literals(value, place);
          if (ends.size() != 2) {
            throw new NoTree(place, "Send two values: from and to.");
          }
          yield new Expression.Between(subject, ends.getFirst(), ends.getLast(), NOWHERE);
        }
        default ->
            throw new NoTree(
                pointer + "/" + TEST,
                "Send a test: is, is not, in, not in, between, <, <=, >, >=, has any of, has all"
                    + " of, is known or is unknown.");
      };
    }

    private static Expression not(Expression positive) {
      return new Expression.Not(positive, NOWHERE);
    }

    private static List<Literal> literals(Optional<Value> value, String pointer) {
      if (!(value.orElse(null) instanceof Value.Listing(var items)) || items.isEmpty()) {
        throw new NoTree(pointer, "Send a list of at least one value.");
      }
      List<Literal> literals = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        literals.add(literal(Optional.of(items.get(i)), pointer + "/" + i));
      }
      return literals;
    }

    private static Literal literal(Optional<Value> value, String pointer) {
      return switch (value.orElse(null)) {
        case Value.Plain(var text) when isNumber(text) ->
            new Literal.Amount(new BigDecimal(text), text, NOWHERE);
        case Value.Plain(var text) -> new Literal.Label(text, NOWHERE);
        case Value.Text(var text) when !text.isBlank() && text.indexOf('\n') < 0 ->
            Durations.parse(text)
                .<Literal>map(duration -> new Literal.Time(duration, NOWHERE))
                .orElseGet(() -> new Literal.Label(text, NOWHERE));
        case null, default -> throw new NoTree(pointer, "Send a label, a number or a duration.");
      };
    }

    private static boolean isNumber(String text) {
      return text.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?");
    }
  }
}
