package dev.mien.engine.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is said of personas, exactly as their authors see it: a workspace in {@code .yaml} and
 * beside it, in {@code .txt}, all that is said about it. After a change that is meant, {@code
 * -Dmien.golden=write} writes the texts anew, for review.
 */
class ExpectationsTest {
  private static final Path FOLDER = Path.of("src/test/resources/personas");
  private static final boolean WRITE = "write".equals(System.getProperty("mien.golden"));

  /** A workspace of which nothing is to be said. */
  private static final String MET = "met";

  @TestFactory
  Stream<DynamicTest> isSaidExactlyAsWritten() throws IOException {
    return cases().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
  }

  @Test
  void eachCodeIsShownAndNothingElseIsSaid() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path file : cases()) {
      List<String> codes = compiled(file).diagnostics().stream().map(Diagnostic::code).toList();
      shown.addAll(codes);
      assertTrue(name(file).equals(MET) || name(file).startsWith(codes.getFirst()), name(file));
    }
    assertEquals(Set.of(Expectations.IN, Expectations.NOT_IN), shown);
  }

  /** Nothing but findings is added, so that an edition is the same with and without them. */
  @Test
  void theProgramIsThatOfTheLanguage() throws IOException {
    for (Path file : cases()) {
      Compilation.Accepted plain =
          assertInstanceOf(Compilation.Accepted.class, Workspaces.compile(texts(file)));
      assertEquals(List.of(), plain.diagnostics());
      Compilation.Accepted played = assertInstanceOf(Compilation.Accepted.class, compiled(file));
      assertEquals(plain.program(), played.program());
    }
  }

  @Test
  void whatIsRefusedIsNotPlayed() throws IOException {
    String text =
        Files.readString(FOLDER.resolve("persona-in.yaml")).replace("sale_views >= 2", "x");
    List<SourceText> texts = List.of(new SourceText("w.yaml", text));
    assertEquals(Workspaces.compile(texts), Expectations.compile(texts));
    assertInstanceOf(Compilation.Rejected.class, Expectations.compile(texts));
  }

  private static void compare(Path file) throws IOException {
    String said =
        compiled(file).diagnostics().stream()
            .map(Diagnostic::render)
            .collect(Collectors.joining("\n"));
    Path golden = FOLDER.resolve(name(file) + ".txt");
    if (WRITE) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.exists(golden) ? Files.readString(golden) : "missing", said);
  }

  private static Compilation compiled(Path file) throws IOException {
    return Expectations.compile(texts(file));
  }

  private static List<SourceText> texts(Path file) throws IOException {
    return List.of(new SourceText(String.valueOf(file.getFileName()), Files.readString(file)));
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList());
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".yaml".length());
  }
}
