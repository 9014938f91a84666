package dev.mien.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.Compilation.Accepted;
import dev.mien.segments.Compilation.Rejected;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
  @Test
  void aWorkspaceThatUsesTheWholeLanguageIsAcceptedWithoutAWord() {
    Compilation compilation = Workspaces.compile(SampleWorkspace.texts());
    assertEquals("", shown(compilation.diagnostics()));
  }

  @Test
  void noTextAtAllIsAWorkspaceThatDeclaresNothing() {
    Model model = model(Workspaces.compile(List.of()));
    assertEquals("workspace", model.name());
    assertEquals(List.of(), model.segments());
  }

  static Model model(Compilation compilation) {
    return switch (compilation) {
      case Accepted(var program, var _) -> program.model();
      case Rejected(var diagnostics) ->
          throw new AssertionError("rejected:\n" + shown(diagnostics));
    };
  }

  static String shown(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
  }
}
