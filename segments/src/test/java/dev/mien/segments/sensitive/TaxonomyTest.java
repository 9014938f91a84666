package dev.mien.segments.sensitive;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.sensitive.Category.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The taxonomy finds what is sensitive in eight languages, and lets pass what only looks alike. The
 * lists were made with one half of the examples in view; the other half was written afterwards.
 */
class TaxonomyTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/mien/segments/sensitive");

  /** A definition, and what it speaks of. */
  private record Example(Category category, String language, String text) {}

  @Test
  void findsWhatItsListsWereMadeFor() throws IOException {
    assertFound("sensitive", examples("sensitive.txt"));
  }

  @Test
  void findsWhatWasHeldOut() throws IOException {
    assertFound("sensitive, held out", examples("sensitive-held-out.txt"));
  }

  private static void assertFound(String name, List<Example> examples) {
    List<Example> missed = examples.stream().filter(example -> !isFound(example)).toList();
    long barred = examples.stream().filter(TaxonomyTest::isBarred).count();
    long missedBarred = missed.stream().filter(TaxonomyTest::isBarred).count();
    System.out.printf(
        "%s: %d of %d missed, of articles 9 and 10 %d of %d%n",
        name, missed.size(), examples.size(), missedBarred, barred);
    assertAll(
        () -> assertEquals(0, missedBarred, () -> "missed of articles 9 and 10: " + missed),
        () -> assertTrue(missed.size() <= 0.02 * examples.size(), () -> "missed: " + missed));
  }

  /** Whether it is refused if it has to be, and needs a second person at the least otherwise. */
  private static boolean isFound(Example example) {
    return Taxonomy.standard().find(example.text()).stream()
        .anyMatch(finding -> !isBarred(example) || finding.category().rule() == Rule.BARRED);
  }

  private static boolean isBarred(Example example) {
    return example.category().rule() == Rule.BARRED;
  }

  @Test
  void letsPassWhatShopsCallThings() throws IOException {
    assertPassed("benign", lines("benign.txt"));
    assertPassed("benign, held out", lines("benign-held-out.txt"));
  }

  private static void assertPassed(String name, List<String> benign) {
    List<String> blocked =
        benign.stream().filter(text -> !Taxonomy.standard().find(text).isEmpty()).toList();
    System.out.printf("%s: %d of %d blocked%n", name, blocked.size(), benign.size());
    assertTrue(blocked.size() <= 0.02 * benign.size(), () -> name + ": " + blocked);
  }

  @Test
  void examplesAreManyAndInEveryCategoryAndLanguage() throws IOException {
    List<Example> examples = new ArrayList<>(examples("sensitive.txt"));
    examples.addAll(examples("sensitive-held-out.txt"));
    Set<Category> categories = new TreeSet<>();
    Set<String> languages = new TreeSet<>();
    examples.forEach(
        example -> {
          categories.add(example.category());
          languages.add(example.language());
        });
    assertAll(
        () -> assertTrue(examples.size() >= 300),
        () -> assertTrue(lines("benign.txt").size() >= 300),
        () -> assertEquals(Set.of(Category.values()), categories),
        () -> assertEquals(Set.of("en", "de", "fr", "es", "it", "pl", "nl", "pt"), languages));
  }

  @Test
  void seesThroughSpelling() {
    assertFound(Category.HEALTH, "diabettes");
    assertFound(Category.HEALTH, "d1ab3t3s");
    assertFound(Category.HEALTH, "d i a b e t e s");
    assertFound(Category.HEALTH, "DIABÈTES");
    assertFound(Category.HEALTH, "mentalHealth");
    assertFound(Category.HEALTH, "mother_to_be");
    assertFound(Category.HEALTH, "mothertobe");
    assertFound(Category.HEALTH, "Brustkrebspatientinnen");
    assertFound(Category.RELIGION, "Mulsims");
    assertFound(Category.SEX_LIFE, "ｇａｙ");
  }

  private static void assertFound(Category category, String text) {
    assertTrue(
        Taxonomy.standard().find(text).stream().anyMatch(finding -> finding.category() == category),
        text);
  }

  private static List<Example> examples(String file) throws IOException {
    return lines(file).stream()
        .map(line -> line.split("\\|", 3))
        .map(parts -> new Example(Category.of(parts[0]).orElseThrow(), parts[1], parts[2]))
        .toList();
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(FOLDER.resolve(file)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
