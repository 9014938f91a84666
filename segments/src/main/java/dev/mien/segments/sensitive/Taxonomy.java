package dev.mien.segments.sensitive;

import dev.mien.segments.sensitive.Term.Fit;
import dev.mien.segments.sensitive.Term.Part;
import dev.mien.segments.sensitive.Term.Strictness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All terms of all languages. A text is looked at in all of them, for nobody says which language a
 * name is in. Never changes; for any number of threads.
 */
public final class Taxonomy {
  /**
   * Names and titles whose answers are kept: those of a few workspaces of thousands of segments.
   */
  private static final int FOUND_MAX = 20_000;

  // Looking at one text takes a tenth of a millisecond, and editors ask about the same thousands of
  // texts with every letter that somebody types.
  private final Map<String, List<Finding>> found = new ConcurrentHashMap<>();

  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "pl", "nl", "pt");

  /** Words that no language claims for itself, and that mean nothing here. */
  private static final String ORDINARY = "ordinary";

  private static final Taxonomy STANDARD =
      new Taxonomy(
          Stream.concat(LANGUAGES.stream(), Stream.of(ORDINARY)).map(WordList::of).toList());

  /** The shortest word that is looked into. */
  private static final int COMPOUND_MIN = 6;

  private final Map<Character, List<Entry>> byLetter = new HashMap<>();
  private final List<Entry> insides = new ArrayList<>();
  private final Map<Character, List<Term>> benign;

  private record Entry(Category category, Term term) {}

  private Taxonomy(List<WordList> lists) {
    for (WordList list : lists) {
      list.terms()
          .forEach((category, terms) -> terms.forEach(term -> file(new Entry(category, term))));
    }
    benign =
        lists.stream()
            .flatMap(list -> list.benign().stream())
            .collect(Collectors.groupingBy(term -> term.parts().getFirst().text().first()));
  }

  public static Taxonomy standard() {
    return STANDARD;
  }

  private void file(Entry entry) {
    List<Part> parts = entry.term().parts();
    index(entry);
    if (parts.size() > 1) {
      // A phrase may also be written as one word.
      Spelling joined = parts.stream().map(Part::text).reduce(Spelling.GAP, Spelling::joined);
      Fit fit = parts.getLast().fit() == Fit.WORD ? Fit.WORD : Fit.STEM;
      Part one = new Part(joined, fit);
      index(new Entry(entry.category(), new Term(entry.term().written(), List.of(one))));
    }
  }

  private void index(Entry entry) {
    Part part = entry.term().parts().getFirst();
    byLetter.computeIfAbsent(part.text().first(), _ -> new ArrayList<>()).add(entry);
    if (part.isFoundInside(Strictness.LENIENT)) {
      insides.add(entry);
    }
  }

  /**
   * What a text speaks of.
   *
   * @param words what says so, as the text has it
   */
  public record Finding(Category category, String words) {}

  /** The categories a text speaks of, each once; none for most. */
  public List<Finding> find(String text) {
    List<Finding> known = found.get(text);
    if (known != null) {
      return known;
    }
    List<Finding> looked = look(text);
    if (found.size() >= FOUND_MAX) {
      found.clear();
    }
    found.put(text, looked);
    return looked;
  }

  private List<Finding> look(String text) {
    List<Spelling> words = Spelling.words(text);
    takeOutBenign(words);
    Map<Category, Finding> found = new EnumMap<>(Category.class);
    for (int start = 0; start < words.size(); start++) {
      if (words.get(start).plain().length() > 1) {
        find(words, start, found);
      }
    }
    return List.copyOf(found.values());
  }

  private void takeOutBenign(List<Spelling> words) {
    for (int start = 0; start < words.size(); start++) {
      Spelling word = words.get(start);
      int longest = 0;
      for (Term term : word.isGap() ? List.<Term>of() : benign(word)) {
        longest = Math.max(longest, term.length(words, start, Strictness.EXACT));
      }
      for (int i = 0; i < longest; i++) {
        words.set(start + i, Spelling.GAP);
      }
    }
  }

  private List<Term> benign(Spelling word) {
    return benign.getOrDefault(word.first(), List.of());
  }

  private void find(List<Spelling> words, int start, Map<Category, Finding> found) {
    for (Entry entry : byLetter.getOrDefault(words.get(start).first(), List.of())) {
      keep(entry, words, start, found);
    }
    if (words.get(start).plain().length() >= COMPOUND_MIN) {
      for (Entry entry : insides) {
        keep(entry, words, start, found);
      }
    }
  }

  private static void keep(
      Entry entry, List<Spelling> words, int start, Map<Category, Finding> found) {
    if (found.containsKey(entry.category())) {
      return;
    }
    int length = entry.term().length(words, start, Strictness.LENIENT);
    if (length > 0) {
      found.put(entry.category(), new Finding(entry.category(), entry.term().written()));
    }
  }
}
