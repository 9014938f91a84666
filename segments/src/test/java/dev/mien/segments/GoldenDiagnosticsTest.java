package dev.mien.segments;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.check.Code;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.SyntaxCodes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every finding as its author sees it: a wrong workspace {@code <code>[-n].yaml} and beside it, in
 * {@code .txt}, all that is said about it. After a change that is meant, {@code
 * -Dmien.golden=write} writes the texts anew, for review.
 */
class GoldenDiagnosticsTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
  private static final boolean WRITE = "write".equals(System.getProperty("mien.golden"));

  /** Shown by a test of its own, since the text alone would fill a file of many pages. */
  private static final Set<String> TOO_LONG_FOR_A_FILE = Set.of(SyntaxCodes.TOO_MANY_FINDINGS);

  /** Cases that show how findings stand beside each other. */
  private static final String SEVERAL = "several-findings";

  @TestFactory
  Stream<DynamicTest> isSaidExactlyAsWritten() throws IOException {
    return cases().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
  }

  @Test
  void everyCodeIsShown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path file : cases()) {
      shown.add(codeOf(name(file)));
    }
    Set<String> missing = new TreeSet<>(codes());
    missing.removeAll(shown);
    missing.removeAll(TOO_LONG_FOR_A_FILE);
    assertEquals(Set.of(), missing, "codes without a golden file");
  }

  /** One mistake is one finding: nothing follows from a name that could not be resolved. */
  @Test
  void oneMistakeIsOneFinding() throws IOException {
    List<String> followed = new ArrayList<>();
    for (Path file : cases()) {
      List<Diagnostic> found = found(file);
      String code = codeOf(name(file));
      if (!code.equals(SEVERAL)
          && (found.isEmpty() || found.stream().anyMatch(d -> !d.code().equals(code)))) {
        followed.add(name(file) + ": " + found.stream().map(Diagnostic::code).toList());
      }
    }
    assertEquals(List.of(), followed);
  }

  @Test
  void everyFindingPointsAtSomethingAndSaysWhatToDo() throws IOException {
    for (Path file : cases()) {
      assertAll(
          found(file).stream()
              .map(
                  d ->
                      () -> {
                        String where = name(file) + ": " + d.render();
                        assertTrue(d.span().end() > d.span().start(), where);
                        assertTrue(!d.hint().isEmpty(), where);
                        assertTrue(!d.message().endsWith("."), where);
                        assertTrue(!d.hint().endsWith("."), where);
                      }));
    }
  }

  private static void compare(Path file) throws IOException {
    String said = WorkspacesTest.shown(found(file));
    Path golden = FOLDER.resolve(name(file) + ".txt");
    if (WRITE) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.exists(golden) ? Files.readString(golden) : "", said, golden.toString());
  }

  private static List<Diagnostic> found(Path file) throws IOException {
    SourceText text = new SourceText(String.valueOf(file.getFileName()), Files.readString(file));
    return Workspaces.compile(List.of(text)).diagnostics();
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".yaml".length());
  }

  /** The code that a case is about: its name without its number. */
  private static String codeOf(String name) {
    return name.replaceFirst("-[0-9]+$", "");
  }

  private static Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(Code.values()).map(Code::text).forEach(codes::add);
    for (Field field : SyntaxCodes.class.getFields()) {
      try {
        codes.add(String.valueOf(field.get(null)));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return codes;
  }
}
