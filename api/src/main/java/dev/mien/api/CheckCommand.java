package dev.mien.api;

import dev.mien.api.config.Surroundings;
import dev.mien.api.workspace.Rendering;
import dev.mien.api.workspace.WorkspaceFolder;
import dev.mien.engine.persona.Expectations;
import dev.mien.engine.workspace.Approvals;
import dev.mien.segments.Compilation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mien check}. */
@Command(name = "check", description = "Checks a workspace and prints all that is found.")
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "WORKSPACE", description = "A folder of YAML files, or one file.")
  private Path workspace = Path.of(".");

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return switch (WorkspaceFolder.read(workspace)) {
      case WorkspaceFolder.Reading.Refused(var reason) -> {
        surroundings.err().println("mien: " + reason);
        yield Main.WRONG_USAGE;
      }
      case WorkspaceFolder.Reading.Found(var sources) -> {
        Compilation compilation = Expectations.compile(sources);
        surroundings.out().print(Rendering.of(compilation.diagnostics()));
        surroundings.out().println(Rendering.summary(compilation));
        if (!compilation.approvals().isEmpty()) {
          surroundings
              .out()
              .println(
                  "a second person has to approve it before it is published: "
                      + Approvals.digest(sources, compilation.approvals()));
        }
        surroundings.out().flush();
        yield compilation instanceof Compilation.Accepted ? Main.DONE : Main.REFUSED;
      }
    };
  }
}
