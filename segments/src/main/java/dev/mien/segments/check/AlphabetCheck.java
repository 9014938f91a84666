package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Names;
import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Labels and edges: from words to the closed alphabets they declare. */
final class AlphabetCheck {
  private static final Duration EDGE_MIN = Duration.ofSeconds(1);
  private static final Duration EDGE_MAX = Duration.ofDays(1);

  private final Findings findings;
  private final Scalars scalars;

  AlphabetCheck(Findings findings) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
  }

  /** The labels of a choice, if all can stand. */
  Optional<List<String>> labels(Word key, List<Word> words) {
    if (words.isEmpty()) {
      findings.report(
          Code.ALPHABET_EMPTY,
          key.span(),
          "there is nothing to choose from",
          "list the labels: " + key + ": [small, large]");
      return Optional.empty();
    }
    boolean sound = fitsTheAlphabet(words, Alphabet.CODES_MAX, "labels");
    Map<String, Word> seen = new HashMap<>();
    for (Word word : words) {
      Word earlier = seen.putIfAbsent(word.text(), word);
      if (earlier != null) {
        findings.report(
            Code.DUPLICATE_LABEL,
            word.span(),
            "the label '" + Phrases.shortened(word.text()) + "' is listed twice",
            "remove one of them");
        sound = false;
      } else {
        sound &= label(word);
      }
    }
    return sound ? Optional.of(words.stream().map(Word::text).toList()) : Optional.empty();
  }

  private boolean label(Word word) {
    String text = word.text();
    if (text.equals("true") || text.equals("false")) {
      findings.report(
          Code.LABEL_RESERVED,
          word.span(),
          "'" + text + "' is a value of flags and cannot be a label",
          "declare a flag instead: { flag: true, … }, or name the labels, such as [yes, no]");
      return false;
    }
    if (text.length() > Names.LENGTH_MAX) {
      findings.report(
          Code.NAME_TOO_LONG,
          word.span(),
          "a label has at most "
              + Names.LENGTH_MAX
              + " characters, and this one has "
              + text.length(),
          "shorten it");
      return false;
    }
    if (!Names.fits(Names.LABEL, text)) {
      String alike = Named.LABEL.alike(text);
      findings.report(
          Code.BAD_NAME,
          word.span(),
          "'" + text + "' cannot be a label",
          Named.LABEL.shapeInWords() + (alike.isEmpty() ? "" : ", as in '" + alike + "'"));
      return false;
    }
    return true;
  }

  /** The edges of a number, if all can stand. */
  Optional<List<BigDecimal>> edges(Word key, List<Word> words) {
    if (words.isEmpty()) {
      findings.report(
          Code.ALPHABET_EMPTY,
          key.span(),
          "a number is kept only as its place among declared edges, and there are none",
          "add the numbers that rules compare with, such as edges: [0, 20, 50]");
      return Optional.empty();
    }
    boolean few = fitsTheAlphabet(words, Alphabet.Numeric.EDGES_MAX, "edges");
    Optional<List<BigDecimal>> edges = rising(words, scalars::number, Phrases::plain);
    return few ? edges : Optional.empty();
  }

  /** The edges of a recency, if all can stand. */
  Optional<List<Duration>> ages(Word key, List<Word> words) {
    if (words.isEmpty()) {
      findings.report(
          Code.ALPHABET_EMPTY,
          key.span(),
          "a recency is kept only as its place among declared edges, and there are none",
          "add the ages that rules compare with, such as edges: [1 minute, 10 minutes]");
      return Optional.empty();
    }
    boolean few = fitsTheAlphabet(words, Alphabet.Elapsed.EDGES_MAX, "edges");
    Optional<List<Duration>> edges =
        rising(
            words, word -> scalars.duration(word, "an edge", EDGE_MIN, EDGE_MAX), Durations::print);
    return few ? edges : Optional.empty();
  }

  private boolean fitsTheAlphabet(List<Word> words, int most, String what) {
    if (words.size() <= most) {
      return true;
    }
    findings.report(
        Code.ALPHABET_TOO_LARGE,
        words.get(most).span(),
        words.size() + " " + what + " are more than an alphabet has room for, which is " + most,
        "this is the first one too many; merge what rules need not tell apart");
    return false;
  }

  private <T extends Comparable<T>> Optional<List<T>> rising(
      List<Word> words, Function<Word, Optional<T>> read, Function<T, String> shown) {
    List<T> edges = new ArrayList<>();
    boolean sound = true;
    for (Word word : words) {
      Optional<T> edge = read.apply(word);
      if (edge.isEmpty()) {
        sound = false;
      } else if (!edges.isEmpty() && edges.getLast().compareTo(edge.get()) >= 0) {
        findings.report(
            Code.EDGES_NOT_RISING,
            word.span(),
            "edges rise, and "
                + shown.apply(edge.get())
                + " does not come after "
                + shown.apply(edges.getLast()),
            "list each edge once, the least first");
        sound = false;
      } else {
        edges.add(edge.get());
      }
    }
    return sound ? Optional.of(edges) : Optional.empty();
  }
}
