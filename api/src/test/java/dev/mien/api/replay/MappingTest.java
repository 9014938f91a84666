package dev.mien.api.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that is wrong says where and how, all of it at once. */
class MappingTest {
  private static final String HEADER =
      "visit;step;kind;basket;member;likes;wrap;area;price;often;bought\n";

  @TempDir private Path folder = Path.of("");

  /** Each file beside this test that ends in {@code .txt} is what its author sees. */
  @Test
  void whatIsWrongIsSaidInItsPlace() throws IOException {
    for (String name : List.of("names", "shapes", "no-yaml", "empty", "list")) {
      SourceText mapping = Examples.resource("mapping/" + name + ".yaml");
      String seen =
          refused(mapping).stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
      assertEquals(Examples.resource("mapping/" + name + ".txt").text(), seen, name);
    }
  }

  /** A file without a header would have values in its first row. */
  @Test
  void noFindingRepeatsWhatTheFirstRowSays() throws IOException {
    SourceText mapping = new SourceText("m.yaml", "signals: { kind: { column: kind } }");
    List<Diagnostic> found = refused(mapping, "anna@example.org,x\n1,2\n");
    assertEquals(1, found.size());
    assertFalse(found.getFirst().render().contains("anna"));
  }

  @Test
  void moreEventsThanARequestCarriesAreRefusedBeforeAnyRow() throws IOException {
    SourceText mapping =
        new SourceText(
            "m.yaml",
            """
            csv: { delimiter: ";" }
            events:
              - { type: view, times: { column: often, upTo: 64 } }
              - { type: purchase }
            """);
    List<Diagnostic> found = refused(mapping);
    assertEquals(List.of("too-many-events"), found.stream().map(Diagnostic::code).toList());
    assertEquals(4, found.getFirst().span().line());
  }

  @Test
  void aWrongWorkspaceIsRefusedBeforeTheMappingIsHeldAgainstIt() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), HEADER);
    Replays.Outcome outcome =
        Examples.replay(
            List.of(new SourceText("w.yaml", "segments: { a: { title: A, when: nothing is x } }")),
            Examples.resource("till/mapping.yaml"),
            file);
    List<Diagnostic> found = assertInstanceOf(Replays.Outcome.Refused.class, outcome).diagnostics();
    assertTrue(
        found.stream().anyMatch(diagnostic -> diagnostic.span().source().name().equals("w.yaml")));
  }

  private List<Diagnostic> refused(SourceText mapping) throws IOException {
    return refused(mapping, mapping.text().contains("csv:") ? HEADER : HEADER.replace(';', ','));
  }

  private List<Diagnostic> refused(SourceText mapping, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), rows);
    Replays.Outcome outcome =
        Examples.replay(List.of(Examples.resource("till/workspace.yaml")), mapping, file);
    return assertInstanceOf(Replays.Outcome.Refused.class, outcome).diagnostics();
  }
}
