package dev.mien.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.config.Surroundings;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.workspace.Rendering;
import dev.mien.segments.source.Diagnostic;
import java.io.IOException;
import java.util.List;

/** How commands that read files say what came of it. */
record Printing(Surroundings surroundings) {
  /** Prints JSON for programs, indented for people. */
  void json(JsonWriting writing) throws IOException {
    try (JsonGenerator out = JsonWriting.FACTORY.createGenerator(surroundings.out())) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
      writing.to(out);
    }
    surroundings.out().println();
  }

  /** The command was not called as it has to be; the exit code. */
  int wrong(String reason) {
    surroundings.err().println("mien: " + reason);
    surroundings.err().flush();
    return Main.WRONG_USAGE;
  }

  /**
   * It was called well, and nothing was done; the exit code.
   *
   * @param what was not done, such as "nothing was written"
   */
  int refused(List<Diagnostic> diagnostics, String what) {
    surroundings.err().print(Rendering.of(diagnostics));
    surroundings.err().println("refused: " + what);
    surroundings.err().flush();
    return Main.REFUSED;
  }

  /** A file is not what the command can work with; the exit code. */
  int unfit(String reason) {
    surroundings.err().println("mien: " + reason + ".");
    surroundings.err().flush();
    return Main.REFUSED;
  }
}
