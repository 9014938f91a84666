package dev.mien.api.fit;

import dev.mien.engine.fit.Column;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.RuleWords;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that sessions can be told apart by, as a column of codes: an attribute, or one label of
 * an attribute that has several. The last code says that the attribute is missing.
 *
 * @param position of the attribute in the schema
 * @param label of a set, by position; -1 of any other attribute
 * @param gaps whether some sessions lack it
 */
record Trait(Attribute attribute, int position, int label, Gaps gaps) {
  /** Whether some sessions lack a trait; where none does, there is nothing to say of it. */
  enum Gaps {
    SOME,
    NONE
  }

  private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*|[0-9]+");

  /** All traits of an attribute that has at most as many codes as a column. */
  static List<Trait> of(Attribute attribute, int position) {
    if (!(attribute.alphabet() instanceof Alphabet.Choices(var labels))) {
      return List.of(new Trait(attribute, position, -1, Gaps.SOME));
    }
    List<Trait> traits = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      traits.add(new Trait(attribute, position, label, Gaps.SOME));
    }
    return traits;
  }

  /** The name of its attribute, with the label where there is one. */
  String name() {
    return attribute.alphabet() instanceof Alphabet.Choices(var labels)
        ? attribute.name().text() + " " + labels.get(label)
        : attribute.name().text();
  }

  /** How many values there are. */
  int values() {
    return label >= 0 ? 2 : attribute.alphabet().codes();
  }

  /** The code of what is missing. */
  int missing() {
    return values();
  }

  Column column() {
    boolean ordered =
        switch (attribute.alphabet()) {
          case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _ -> true;
          case Alphabet.Choice _, Alphabet.Choices _, Alphabet.Flag _ -> false;
        };
    return new Column(
        name(), values() + 1, ordered ? Column.Scale.ORDERED_BUT_LAST : Column.Scale.NAMED);
  }

  int code(Facts facts) {
    if (facts.standing(position) != Facts.Standing.KNOWN) {
      return missing();
    }
    return label >= 0 ? (int) (facts.labels(position) >>> label & 1) : facts.code(position);
  }

  /**
   * The code of a value.
   *
   * @param value a code of the attribute, or of a set its labels as bits; none where it is missing
   */
  int code(OptionalLong value) {
    if (value.isEmpty()) {
      return missing();
    }
    return label >= 0 ? (int) (value.getAsLong() >>> label & 1) : (int) value.getAsLong();
  }

  Trait with(Gaps seen) {
    return new Trait(attribute, position, label, seen);
  }

  /** Whether there is something to say of sessions that have no value. */
  boolean mayMiss() {
    return gaps == Gaps.SOME && attribute.hasNoneAtFirst();
  }

  /** Whether every session has one of these codes. */
  boolean isAll(BitSet codes) {
    return codes.get(0, missing()).cardinality() == values()
        && (codes.get(missing()) || !mayMiss());
  }

  /** Whether no session has one of these codes. */
  boolean isNone(BitSet codes) {
    return codes.isEmpty() || (codes.nextSetBit(0) == missing() && !mayMiss());
  }

  /** A condition that holds for just these codes, which are some and not all of them. */
  String condition(BitSet codes) {
    boolean withMissing = codes.get(missing()) && mayMiss();
    BitSet values = codes.get(0, missing());
    if (values.isEmpty()) {
      return subject() + " is unknown";
    }
    String known = values.cardinality() == values() ? subject() + " is known" : known(values);
    return withMissing ? "(" + known + " or " + subject() + " is unknown)" : known;
  }

  private String subject() {
    return attribute.name().text();
  }

  private String known(BitSet codes) {
    return switch (attribute.alphabet()) {
      case Alphabet.Choice(var labels) -> named(codes, labels);
      case Alphabet.Choices(var labels) ->
          (codes.get(1) ? "" : "not ")
              + subject()
              + " has any of ["
              + word(labels.get(label))
              + "]";
      case Alphabet.Flag _ -> subject() + " is " + codes.get(1);
      case Alphabet.Count _ -> count(codes.nextSetBit(0), codes.length() - 1);
      case Alphabet.Numeric(_, var edges) -> number(edges, codes.nextSetBit(0), codes.length() - 1);
      case Alphabet.Elapsed(var edges) -> elapsed(edges, codes.nextSetBit(0), codes.length() - 1);
    };
  }

  private static String word(String label) {
    boolean bare = !RuleWords.RESERVED.contains(label) && BARE.matcher(label).matches();
    return bare ? label : '"' + label + '"';
  }

  private String named(BitSet codes, List<String> labels) {
    boolean fewOthers = 2 * codes.cardinality() > values();
    BitSet told = (BitSet) codes.clone();
    if (fewOthers) {
      told.flip(0, values());
    }
    List<String> words = told.stream().mapToObj(code -> word(labels.get(code))).toList();
    String not = fewOthers ? "not " : "";
    return words.size() == 1
        ? subject() + " is " + not + words.getFirst()
        : subject() + " " + not + "in [" + String.join(", ", words) + "]";
  }

  private String count(int low, int high) {
    if (low == high && high < values() - 1) {
      return subject() + " is " + low;
    }
    if (low == 0) {
      return subject() + " <= " + high;
    }
    return high == values() - 1
        ? subject() + " >= " + low
        : subject() + " between " + low + " and " + high;
  }

  // Code 2i lies below edge i, code 2i + 1 is that edge.
  private String number(List<BigDecimal> edges, int low, int high) {
    if (low == high && low % 2 == 1) {
      return subject() + " is " + edges.get(low / 2).toPlainString();
    }
    List<String> bounds = new ArrayList<>();
    if (low > 0) {
      boolean atEdge = low % 2 == 1;
      bounds.add((atEdge ? " >= " : " > ") + edges.get((low - 1) / 2).toPlainString());
    }
    if (high < values() - 1) {
      boolean atEdge = high % 2 == 1;
      bounds.add((atEdge ? " <= " : " < ") + edges.get(high / 2).toPlainString());
    }
    return both(bounds);
  }

  private String elapsed(List<Duration> edges, int low, int high) {
    List<String> bounds = new ArrayList<>();
    if (low > 0) {
      bounds.add(" >= " + Durations.print(edges.get(low - 1)));
    }
    if (high < values() - 1) {
      bounds.add(" < " + Durations.print(edges.get(high)));
    }
    return both(bounds);
  }

  private String both(List<String> bounds) {
    return bounds.stream().map(bound -> subject() + bound).collect(Collectors.joining(" and "));
  }
}
