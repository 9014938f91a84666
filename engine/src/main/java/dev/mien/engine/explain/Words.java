package dev.mien.engine.explain;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Codes in words: what a value is, and what a set of codes asks for. */
public final class Words {
  private Words() {}

  /**
   * What is known of an attribute, such as {@code search}, {@code 20 to 50 EUR}, {@code not known}.
   */
  public static String actual(Attribute attribute, int position, Facts facts) {
    return switch (facts.standing(position)) {
      case MISSING -> "not known";
      case WITHHELD -> "not permitted";
      case KNOWN ->
          attribute.alphabet() instanceof Alphabet.Choices(var labels)
              ? labels(labels, facts.labels(position))
              : value(attribute.alphabet(), facts.code(position));
    };
  }

  /** A set of labels, such as {@code running, hiking}. */
  public static String labels(List<String> labels, long bits) {
    List<String> chosen = chosen(labels, bits);
    return chosen.isEmpty() ? "none" : String.join(", ", chosen);
  }

  /** One code of a single-valued alphabet. */
  public static String value(Alphabet alphabet, int code) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> labels.get(code);
      case Alphabet.Choices(var labels) -> labels.get(code);
      case Alphabet.Flag() -> code == 1 ? "true" : "false";
      case Alphabet.Count(int upTo) -> code == upTo ? upTo + " or more" : Integer.toString(code);
      case Alphabet.Numeric numeric -> (number(numeric, code) + " " + numeric.unit()).strip();
      case Alphabet.Elapsed(var edges) -> elapsed(edges, code);
    };
  }

  private static String number(Alphabet.Numeric numeric, int code) {
    List<BigDecimal> edges = numeric.edges();
    int edge = code / 2;
    if (code % 2 == 1) {
      return "exactly " + edges.get(edge).toPlainString();
    }
    if (edge == 0) {
      return "below " + edges.getFirst().toPlainString();
    }
    if (edge == edges.size()) {
      return "above " + edges.getLast().toPlainString();
    }
    return "between "
        + edges.get(edge - 1).toPlainString()
        + " and "
        + edges.get(edge).toPlainString();
  }

  private static String elapsed(List<Duration> edges, int code) {
    if (code == 0) {
      return "less than " + duration(edges.getFirst()) + " ago";
    }
    if (code == edges.size()) {
      return duration(edges.getLast()) + " ago or longer";
    }
    return duration(edges.get(code - 1)) + " to " + duration(edges.get(code)) + " ago";
  }

  /** A duration in the largest unit that divides it, such as {@code 30 minutes}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return counted(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0 && seconds > 0) {
      return counted(seconds / 3_600, "hour");
    }
    if (seconds % 60 == 0 && seconds > 0) {
      return counted(seconds / 60, "minute");
    }
    return counted(seconds, "second");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /**
   * What a set of codes asks of an attribute, as a rule would say it: {@code device in [mobile,
   * tablet]}, {@code basket_value >= 20 and basket_value < 50}.
   */
  static String asked(Attribute attribute, long codes) {
    String name = attribute.name().text();
    return switch (attribute.alphabet()) {
      case Alphabet.Choice(var labels) -> oneOf(name, labels, codes);
      case Alphabet.Choices(var labels) -> oneOf(name, labels, codes);
      case Alphabet.Flag() ->
          codes == 0b10
              ? name + " is true"
              : codes == 0b01 ? name + " is false" : name + " is known";
      case Alphabet.Numeric numeric -> ranges(name, numeric, codes);
      case Alphabet.Count count -> ranges(name, count, codes);
      case Alphabet.Elapsed elapsed -> ranges(name, elapsed, codes);
    };
  }

  private static String oneOf(String name, List<String> labels, long codes) {
    List<String> chosen = chosen(labels, codes);
    if (chosen.size() == 1) {
      return name + " is " + chosen.getFirst();
    }
    List<String> others = chosen(labels, ~codes);
    if (others.size() == 1 && labels.size() > 2) {
      return name + " is not " + others.getFirst();
    }
    return name + " in [" + String.join(", ", chosen) + "]";
  }

  static List<String> chosen(List<String> labels, long bits) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        chosen.add(labels.get(i));
      }
    }
    return chosen;
  }

  private static String ranges(String name, Alphabet alphabet, long codes) {
    List<String> runs = new ArrayList<>();
    int code = 0;
    while (code < alphabet.codes()) {
      if ((codes >>> code & 1) == 0) {
        code++;
        continue;
      }
      int first = code;
      while (code + 1 < alphabet.codes() && (codes >>> (code + 1) & 1) != 0) {
        code++;
      }
      runs.add(run(name, alphabet, first, code));
      code++;
    }
    return runs.isEmpty() ? name + " in []" : String.join(" or ", runs);
  }

  // One run of neighbouring codes has a lower and an upper bound; either may be open.
  private static String run(String name, Alphabet alphabet, int first, int last) {
    boolean openBelow = first == 0;
    boolean openAbove = last == alphabet.codes() - 1;
    if (openBelow && openAbove) {
      return name + " is known";
    }
    if (first == last && isPoint(alphabet, first)) {
      return name + " is " + pointText(alphabet, first);
    }
    if (openAbove) {
      return name + " " + lower(alphabet, first);
    }
    if (openBelow) {
      return name + " " + upper(alphabet, last);
    }
    return name + " " + lower(alphabet, first) + " and " + name + " " + upper(alphabet, last);
  }

  private static boolean isPoint(Alphabet alphabet, int code) {
    return switch (alphabet) {
      case Alphabet.Numeric _ -> code % 2 == 1;
      case Alphabet.Count(int upTo) -> code < upTo;
      case Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ -> true;
      case Alphabet.Elapsed _ -> false;
    };
  }

  private static String pointText(Alphabet alphabet, int code) {
    return alphabet instanceof Alphabet.Numeric numeric
        ? numeric.edges().get(code / 2).toPlainString()
        : Integer.toString(code);
  }

  private static String lower(Alphabet alphabet, int first) {
    return switch (alphabet) {
      case Alphabet.Numeric(_, var edges) ->
          first % 2 == 1
              ? ">= " + edges.get(first / 2).toPlainString()
              : "> " + edges.get(first / 2 - 1).toPlainString();
      case Alphabet.Elapsed(var edges) -> ">= " + duration(edges.get(first - 1));
      case Alphabet.Count _, Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ ->
          ">= " + first;
    };
  }

  private static String upper(Alphabet alphabet, int last) {
    return switch (alphabet) {
      case Alphabet.Numeric(_, var edges) ->
          last % 2 == 1
              ? "<= " + edges.get(last / 2).toPlainString()
              : "< " + edges.get(last / 2).toPlainString();
      case Alphabet.Elapsed(var edges) -> "< " + duration(edges.get(last));
      case Alphabet.Count _, Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ -> "<= " + last;
    };
  }
}
