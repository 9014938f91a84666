package dev.mien.segments.edit;

import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.FieldDeclaration;
import dev.mien.segments.syntax.Declaration.FieldKind;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Literal;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.RuleCursor;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a rule can go on at some place: what the grammar allows there, and of that what the workspace
 * declares. Made once for a workspace; for any number of threads.
 */
public final class Completions {
  /** The most that are offered at once; whoever types another letter sees others. */
  public static final int OFFERED_MAX = 100;

  /** A count is offered up to so much; higher ones can be typed. */
  private static final int COUNT_MAX = 12;

  private static final int COUNT_DEFAULT = 63;

  private final Declaration.Workspace workspace;
  private final Map<String, AttributeDeclaration> attributes = new HashMap<>();
  private final Map<String, SegmentDeclaration> segments = new HashMap<>();

  public Completions(Declaration.Workspace workspace) {
    this.workspace = workspace;
    workspace.attributes().forEach(each -> attributes.putIfAbsent(each.name().text(), each));
    workspace.segments().forEach(each -> segments.putIfAbsent(each.name().text(), each));
  }

  /** The ways to go on at {@code at}, the likeliest first. */
  public List<Completion> at(String rule, int at) {
    RuleCursor cursor = RuleCursor.at(rule, at);
    Offered offered = new Offered(cursor);
    switch (cursor.place()) {
      case CONDITION -> conditions(offered);
      case TEST -> tests(cursor, offered);
      case AFTER_IS -> {
        values(cursor, offered);
        offered.word("not ", "not", "anything else");
        known(offered);
      }
      case AFTER_IS_NOT -> {
        values(cursor, offered);
        known(offered);
      }
      case AFTER_NOT -> offered.word("in [", "in", "none of several");
      case LIST -> offered.word("[", "[", "opens a list");
      case LISTED, BOUND -> values(cursor, offered);
      case AFTER_LISTED -> {
        offered.word(", ", ",", "another value");
        offered.word("] ", "]", "ends the list");
      }
      case BETWEEN -> offered.word("and ", "and", "the upper end");
      case AFTER_HAS -> {
        values(cursor, offered);
        offered.word("any of [", "any of", "at least one of several");
        offered.word("all of [", "all of", "each of several");
      }
      case AFTER_ANY -> offered.word("of [", "of", "");
      case AFTER_NUMBER -> {
        if (kind(cursor.subject()).orElse(null) instanceof Kind.Recency) {
          List.of("seconds", "minutes", "hours", "days")
              .forEach(unit -> offered.add(unit + " ", unit, "", "value"));
        }
        joins(cursor, offered);
      }
      case AFTER_CONDITION -> joins(cursor, offered);
      case NOWHERE -> {}
    }
    return offered.sorted();
  }

  private void conditions(Offered offered) {
    for (AttributeDeclaration attribute : workspace.attributes()) {
      String name = attribute.name().text();
      offered.add(name + " ", name, about(attribute), "attribute");
    }
    for (SegmentDeclaration segment : workspace.segments()) {
      String name = segment.name().text();
      offered.add(name + " ", name, segment.title().map(Word::text).orElse(""), "segment");
    }
    offered.word("not ", "not", "turns a condition round");
    offered.word("(", "(", "opens a group");
  }

  private static String about(AttributeDeclaration attribute) {
    return attribute.benefit().map(Word::text).orElse("");
  }

  private void tests(RuleCursor cursor, Offered offered) {
    if (segments.containsKey(cursor.subject())) {
      joins(cursor, offered);
    }
    switch (kind(cursor.subject()).orElse(null)) {
      case null -> {}
      case Kind.Choice _ -> ofLabels(offered);
      case Kind.Latest _ -> ofLabels(offered);
      case Kind.Choices _ -> {
        offered.test("has any of [", "has any of", "at least one of several");
        offered.test("has all of [", "has all of", "each of several");
        offered.test("has ", "has", "one label");
        known(offered, "is ");
      }
      case Kind.Flag _ -> ofFlag(offered);
      case Kind.Sequence(_, _, _, var upTo, _) when upTo.isEmpty() -> ofFlag(offered);
      case Kind.Recency _ -> {
        offered.test("< ", "<", "less long ago than");
        offered.test(">= ", ">=", "as long ago as, or longer");
        known(offered, "is ");
      }
      case Kind.Numeric _, Kind.Sum _, Kind.Count _, Kind.Sequence _, Kind.Evidence _ -> {
        offered.test(">= ", ">=", "at least");
        offered.test("< ", "<", "less than");
        offered.test("> ", ">", "more than");
        offered.test("<= ", "<=", "at most");
        offered.test("is ", "is", "exactly");
        offered.test("between ", "between", "both ends included");
        offered.test("in [", "in", "one of several");
        known(offered, "is ");
      }
    }
  }

  private static void ofLabels(Offered offered) {
    offered.test("is ", "is", "exactly");
    offered.test("in [", "in", "one of several");
    offered.test("is not ", "is not", "anything else");
    offered.test("not in [", "not in", "none of several");
    known(offered, "is ");
  }

  private static void ofFlag(Offered offered) {
    offered.test("is true ", "is true", "yes");
    offered.test("is false ", "is false", "no");
    known(offered, "is ");
  }

  private static void known(Offered offered) {
    known(offered, "");
  }

  private static void known(Offered offered, String before) {
    offered.word(before + "known ", before + "known", "it has some value");
    offered.word(before + "unknown ", before + "unknown", "it has no value");
  }

  private static void joins(RuleCursor cursor, Offered offered) {
    offered.word("and ", "and", "both have to hold");
    offered.word("or ", "or", "one is enough");
    if (cursor.open() > 0) {
      offered.word(") ", ")", "closes the group");
    }
  }

  private void values(RuleCursor cursor, Offered offered) {
    Optional<Kind> kind = kind(cursor.subject());
    List<String> values =
        switch (kind.orElse(null)) {
          case null -> List.of();
          case Kind.Choice(_, var labels) -> written(labels);
          case Kind.Choices(_, var labels) -> written(labels);
          case Kind.Latest(_, var of, _) -> labels(of);
          case Kind.Flag _ -> List.of("true", "false");
          case Kind.Numeric(_, _, var edges) -> texts(edges);
          case Kind.Sum(_, _, var edges, _, _, _) -> texts(edges);
          case Kind.Recency(_, _, var edges, _) -> texts(edges);
          case Kind.Evidence evidence -> texts(evidence.edges());
          case Kind.Count(_, _, var upTo, _) -> numbers(upTo);
          case Kind.Sequence(_, _, _, var upTo, _) ->
              upTo.isPresent() ? numbers(upTo) : List.of("true", "false");
        };
    String unit = kind.orElse(null) instanceof Kind.Numeric(_, var said, _) ? said.text() : "";
    boolean inList = cursor.place() == RuleCursor.Place.LISTED;
    for (String value : values) {
      if (!cursor.listed().contains(value)) {
        offered.add(value + (inList ? "" : " "), value, unit, "value");
      }
    }
  }

  /** Labels as a rule has to write them: some need quotation marks. */
  private static List<String> written(List<Word> labels) {
    return labels.stream()
        .map(label -> Printer.print(new Literal.Label(label.text(), label.span())))
        .toList();
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  private static List<String> numbers(Optional<Word> upTo) {
    int cap = COUNT_DEFAULT;
    try {
      cap = upTo.map(word -> Integer.parseInt(word.text())).orElse(COUNT_DEFAULT);
    } catch (NumberFormatException _) {
      // The checker says so where it stands; numbers can still be offered.
    }
    return IntStream.rangeClosed(0, Math.min(cap, COUNT_MAX)).mapToObj(Integer::toString).toList();
  }

  private List<String> labels(Pattern of) {
    String name = of.field().map(Word::text).orElse("");
    Optional<FieldKind> field =
        workspace.events().stream()
            .filter(event -> event.name().text().equals(of.event().text()))
            .map(EventDeclaration::fields)
            .flatMap(List::stream)
            .filter(declared -> declared.name().text().equals(name))
            .findFirst()
            .flatMap(FieldDeclaration::kind);
    return switch (field.orElse(null)) {
      case FieldKind.Choice(_, var labels) -> written(labels);
      case FieldKind.Flag _ -> List.of("true", "false");
      case FieldKind.Numeric _ -> List.of();
      case null -> List.of();
    };
  }

  private Optional<Kind> kind(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).flatMap(AttributeDeclaration::kind);
  }

  /** What is offered at one place, held against what is typed there already. */
  private static final class Offered {
    private final RuleCursor cursor;
    private final String typed;
    private final List<Completion> found = new ArrayList<>();

    Offered(RuleCursor cursor) {
      this.cursor = cursor;
      this.typed = lower(cursor.typed().replace("\"", ""));
    }

    void word(String insert, String label, String detail) {
      add(insert, label, detail, "word");
    }

    void test(String insert, String label, String detail) {
      add(insert, label, detail, "test");
    }

    void add(String insert, String label, String detail, String kind) {
      if (typed.isEmpty() || lower(label).contains(typed) || lower(detail).contains(typed)) {
        found.add(new Completion(cursor.from(), cursor.to(), insert, label, detail, kind));
      }
    }

    /** What begins with what is typed comes first; the rest stays in the order it was found. */
    List<Completion> sorted() {
      found.sort(
          Comparator.comparingInt(
              each ->
                  lower(each.label()).startsWith(typed)
                      ? 0
                      : lower(each.label()).contains(typed) ? 1 : 2));
      return found.subList(0, Math.min(found.size(), OFFERED_MAX));
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
