package dev.mien.api;

import dev.mien.api.config.Surroundings;
import dev.mien.segments.syntax.WorkspaceSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code mien schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of workspace files, for editors that read one.")
final class SchemaCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  SchemaCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    surroundings.out().println(WorkspaceSchema.json());
    return Main.DONE;
  }
}
