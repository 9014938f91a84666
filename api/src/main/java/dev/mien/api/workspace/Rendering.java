package dev.mien.api.workspace;

import dev.mien.segments.Compilation;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.Diagnostic;
import java.util.List;

/** Diagnostics as people read them in a terminal. */
public final class Rendering {
  private Rendering() {}

  /** All of them, with an empty line between. */
  public static String of(List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      text.append(diagnostic.render()).append('\n');
    }
    return text.toString();
  }

  /** One line that says how it ended. */
  public static String summary(Compilation compilation) {
    String found = counts(compilation.diagnostics());
    return switch (compilation) {
      case Compilation.Accepted(var program, _) -> {
        Model model = program.model();
        yield "accepted: workspace '"
            + model.name()
            + "' with "
            + counted(model.schema().attributes().size(), "attribute")
            + ", "
            + counted(model.segments().size(), "segment")
            + " and "
            + counted(model.slots().size(), "slot")
            + "; "
            + found;
      }
      case Compilation.Rejected _ -> "refused: " + found;
    };
  }

  /** How many errors and warnings there are, in words. */
  static String counts(List<Diagnostic> diagnostics) {
    int errors = (int) diagnostics.stream().filter(Diagnostic::isError).count();
    return counted(errors, "error") + ", " + counted(diagnostics.size() - errors, "warning");
  }

  private static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
