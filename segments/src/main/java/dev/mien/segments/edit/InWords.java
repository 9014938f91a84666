package dev.mien.segments.edit;

import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules as a colleague would say them: {@code sale_views >= 3} is "at least 3 sale views within 30
 * minutes". Names that nobody declares are said as they are written.
 */
public final class InWords {
  private final Map<String, AttributeDeclaration> attributes = new HashMap<>();
  private final Map<String, String> titles = new HashMap<>();

  /** In the words of a workspace, which may have mistakes. */
  public InWords(Declaration.Workspace workspace) {
    for (AttributeDeclaration attribute : workspace.attributes()) {
      attributes.putIfAbsent(attribute.name().text(), attribute);
    }
    for (SegmentDeclaration segment : workspace.segments()) {
      segment.title().ifPresent(title -> titles.putIfAbsent(segment.name().text(), title.text()));
    }
  }

  /** A whole sentence. */
  public String sentence(Expression rule) {
    return "Visits where " + phrase(rule) + ".";
  }

  /** What a rule says, as a part of a sentence. */
  public String phrase(Expression rule) {
    return switch (rule) {
      case Expression.Or(var parts, _) ->
          parts.stream().map(this::phrase).collect(Collectors.joining(", or "));
      case Expression.And(var parts, _) ->
          parts.stream().map(this::conjunct).collect(Collectors.joining(" and "));
      case Expression.Not(var part, _) -> negated(part);
      case Expression.Reference(var name, _) -> "the visit is in “" + title(name) + "”";
      case Expression.Is(var subject, var value, _) -> is(subject, value);
      case Expression.IsKnown(var subject, _) -> spoken(subject) + " is known";
      case Expression.In(var subject, var values, _) ->
          spoken(subject) + " is " + oneOf(subject, values);
      case Expression.Between(var subject, var low, var high, _) ->
          measured(subject, literal(low) + " to " + amount(subject, high), "from ");
      case Expression.Compare(var subject, var comparison, var bound, _) ->
          compared(subject, comparison, bound);
      case Expression.HasAny(var subject, var values, _) ->
          spoken(subject) + " includes " + either(labels(values), "or");
      case Expression.HasAll(var subject, var values, _) ->
          spoken(subject) + " includes " + joined(labels(values), "and");
    };
  }

  private String conjunct(Expression part) {
    return part instanceof Expression.Or(var parts, _)
        ? "either " + parts.stream().map(this::conjunct).collect(Collectors.joining(" or "))
        : phrase(part);
  }

  private String negated(Expression part) {
    return switch (part) {
      case Expression.Is(var subject, var value, _) -> isNot(subject, value);
      case Expression.IsKnown(var subject, _) -> spoken(subject) + " is not known";
      case Expression.In(var subject, var values, _) -> {
        List<String> labels = labels(values);
        yield labels.size() == 1
            ? spoken(subject) + " is not " + labels.getFirst()
            : labels.size() == 2
                ? spoken(subject) + " is neither " + joined(labels, "nor")
                : spoken(subject) + " is none of " + joined(labels, "or");
      }
      case Expression.Reference(var name, _) -> "the visit is not in “" + title(name) + "”";
      case Expression.HasAny(var subject, var values, _) ->
          spoken(subject) + " does not include " + joined(labels(values), "or");
      case Expression.HasAll(var subject, var values, _) ->
          spoken(subject) + " does not include all of " + joined(labels(values), "and");
      case Expression.Or(var parts, _) ->
          "neither " + parts.stream().map(this::conjunct).collect(Collectors.joining(" nor "));
      case Expression.And(var parts, _) ->
          "not both " + parts.stream().map(this::conjunct).collect(Collectors.joining(" and "));
      case Expression.Not _, Expression.Between _, Expression.Compare _ -> "not: " + phrase(part);
    };
  }

  private String is(Word subject, Literal value) {
    return switch (kind(subject).orElse(null)) {
      case Kind.Flag _ -> spoken(subject) + (isTrue(value) ? " is yes" : " is no");
      case Kind.Sequence(_, _, _, var upTo, _) when upTo.isEmpty() ->
          spoken(subject) + (isTrue(value) ? " has happened" : " has not happened");
      case Kind.Count _, Kind.Sequence _ when isPlural(subject) ->
          literal(value).equals("0")
              ? "there were no " + spoken(subject) + within(subject)
              : "there were exactly " + literal(value) + " " + spoken(subject) + within(subject);
      case Kind.Numeric _, Kind.Sum _, Kind.Evidence _ ->
          spoken(subject) + " is exactly " + amount(subject, value);
      case null, default -> spoken(subject) + " is " + literal(value);
    };
  }

  private String isNot(Word subject, Literal value) {
    return switch (kind(subject).orElse(null)) {
      case Kind.Flag _ -> spoken(subject) + (isTrue(value) ? " is not yes" : " is not no");
      case Kind.Sequence(_, _, _, var upTo, _) when upTo.isEmpty() ->
          spoken(subject) + (isTrue(value) ? " has not happened" : " has happened");
      case null, default -> spoken(subject) + " is not " + amount(subject, value);
    };
  }

  private String compared(Word subject, Expression.Comparison comparison, Literal bound) {
    if (kind(subject).orElse(null) instanceof Kind.Recency) {
      String time = literal(bound);
      return spoken(subject)
          + switch (comparison) {
            case LESS -> " was less than " + time + " ago";
            case AT_MOST -> " was at most " + time + " ago";
            case MORE -> " was more than " + time + " ago";
            case AT_LEAST -> " was at least " + time + " ago";
          };
    }
    String how =
        switch (comparison) {
          case LESS -> isCounted(subject) ? "fewer than " : "under ";
          case AT_MOST -> "at most ";
          case MORE -> isCounted(subject) ? "more than " : "over ";
          case AT_LEAST -> "at least ";
        };
    return measured(subject, amount(subject, bound), how);
  }

  /** How much there is of something: counted things come after their number. */
  private String measured(Word subject, String amount, String how) {
    return isCounted(subject)
        ? "there were "
            + (how.equals("from ") ? "" : how)
            + amount
            + " "
            + spoken(subject)
            + within(subject)
        : spoken(subject) + " is " + how + amount;
  }

  private boolean isCounted(Word subject) {
    return isPlural(subject)
        && switch (kind(subject).orElse(null)) {
          case Kind.Count _, Kind.Sequence _ -> true;
          case null, default -> false;
        };
  }

  private static boolean isPlural(Word subject) {
    return subject.text().endsWith("s");
  }

  private String within(Word subject) {
    Optional<Word> within =
        switch (kind(subject).orElse(null)) {
          case Kind.Count count -> count.within();
          case null, default -> Optional.empty();
        };
    return within.map(time -> " within " + time).orElse("");
  }

  private String amount(Word subject, Literal value) {
    String unit =
        switch (kind(subject).orElse(null)) {
          case Kind.Numeric(_, var said, _) -> " " + said;
          case null, default -> "";
        };
    return literal(value) + unit;
  }

  private String oneOf(Word subject, List<Literal> values) {
    List<String> labels = new ArrayList<>(labels(values));
    labels.set(labels.size() - 1, amount(subject, values.getLast()));
    return either(labels, "or");
  }

  private static String either(List<String> words, String last) {
    return switch (words.size()) {
      case 1 -> words.getFirst();
      case 2 -> "either " + joined(words, last);
      default -> "one of " + joined(words, last);
    };
  }

  private static String joined(List<String> words, String last) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1))
            + " "
            + last
            + " "
            + words.getLast();
  }

  private static List<String> labels(List<Literal> values) {
    return values.stream().map(InWords::literal).toList();
  }

  private static String literal(Literal literal) {
    return switch (literal) {
      case Literal.Label(var text, _) -> text;
      case Literal.Amount(_, var text, _) -> text;
      case Literal.Time(var duration, _) -> Durations.print(duration);
    };
  }

  private static boolean isTrue(Literal literal) {
    return literal(literal).equals("true");
  }

  private Optional<Kind> kind(Word subject) {
    return Optional.ofNullable(attributes.get(subject.text())).flatMap(AttributeDeclaration::kind);
  }

  private String title(Word segment) {
    return titles.getOrDefault(segment.text(), segment.text());
  }

  /** A name as it is said: {@code sale_views} are "sale views". */
  static String spoken(Word name) {
    return name.text().replace('_', ' ');
  }
}
