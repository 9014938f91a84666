package dev.mien.segments.sensitive;

import dev.mien.segments.sensitive.Term.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terms of one language, as its resource lists them: a category in brackets, and below it terms
 * with commas between. {@code word} stands for itself and its plural, {@code stem*} for all that
 * begins so, {@code *part*} for all that has it anywhere, and words in a row for a phrase of them.
 * Below {@code [benign]} is what is meant otherwise and does not count.
 */
record WordList(Map<Category, List<Term>> terms, List<Term> benign) {
  private static final String BENIGN = "benign";

  static WordList of(String language) {
    String name = language + ".txt";
    try (InputStream in = WordList.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the word list " + name + " is missing");
      }
      return read(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WordList read(String name, BufferedReader lines) throws IOException {
    Map<Category, List<Term>> terms = new EnumMap<>(Category.class);
    List<Term> benign = new ArrayList<>();
    Optional<List<Term>> section = Optional.empty();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        section = Optional.of(section(name, line.substring(1, line.length() - 1), terms, benign));
        continue;
      }
      section
          .orElseThrow(() -> new IllegalStateException(name + " begins without a category"))
          .addAll(terms(line));
    }
    return new WordList(terms, benign);
  }

  private static List<Term> section(
      String name, String code, Map<Category, List<Term>> terms, List<Term> benign) {
    if (code.equals(BENIGN)) {
      return benign;
    }
    Category category =
        Category.of(code)
            .orElseThrow(() -> new IllegalStateException(name + " has no category " + code));
    return terms.computeIfAbsent(category, _ -> new ArrayList<>());
  }

  private static List<Term> terms(String line) {
    return Arrays.stream(line.split(",", -1))
        .map(String::strip)
        .filter(term -> !term.isEmpty())
        .map(term -> new Term(term, Spelling.words(term).stream().map(Part::of).toList()))
        .toList();
  }
}
