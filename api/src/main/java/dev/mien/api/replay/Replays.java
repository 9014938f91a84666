package dev.mien.api.replay;

import dev.mien.api.input.Findings;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Replays files: the front door of this package. */
public final class Replays {
  private final Function<List<SourceText>, Compilation> compiler;

  /** Replays under workspaces that {@code compiler} accepts. */
  public Replays(Function<List<SourceText>, Compilation> compiler) {
    this.compiler = compiler;
  }

  /**
   * What is asked for.
   *
   * @param file in CSV, with a header
   * @param rowsMax how many rows at the most
   */
  public record Request(List<SourceText> workspace, SourceText mapping, Path file, long rowsMax) {
    public Request {
      workspace = List.copyOf(workspace);
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Done(Replayed replayed) implements Outcome {}

    /** Nothing was replayed, for the workspace or the mapping is wrong. */
    record Refused(List<Diagnostic> diagnostics) implements Outcome {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** Nothing was replayed, for the file is none that could be. */
    record Unfit(String why) implements Outcome {}
  }

  /** Runs one replay on the calling thread. Blocks until it is done or {@code stop} is wanted. */
  public Outcome run(Request request, Progress progress, Stop stop) {
    return run(request, Spectator.none(), progress, stop);
  }

  /** The same with somebody watching. */
  public Outcome run(Request request, Spectator spectator, Progress progress, Stop stop) {
    Findings findings = new Findings();
    Optional<Mapping> mapping = MappingReader.read(request.mapping(), findings);
    if (mapping.isEmpty()) {
      return new Outcome.Refused(findings.all());
    }
    return switch (Rig.assemble(request.workspace(), compiler, mapping.get().clock())) {
      case Rig.Assembly.Refused(var diagnostics) ->
          new Outcome.Refused(
              Stream.concat(diagnostics.stream(), findings.all().stream()).toList());
      case Rig.Assembly.Ready(var rig) ->
          switch (Table.open(request.file(), mapping.get().delimiter())) {
            case Table.Opening.Refused(var why) -> new Outcome.Unfit(why);
            case Table.Opening.Opened(var table) -> {
              Plan plan =
                  MappingCheck.plan(
                      mapping.get(), table.header(), rig.edition().vocabulary(), findings);
              try (table) {
                yield findings.isEmpty()
                    ? new Outcome.Done(
                        new Replay(rig, plan, spectator)
                            .run(table, request.rowsMax(), progress, stop))
                    : new Outcome.Refused(findings.all());
              } catch (IOException _) {
                yield new Outcome.Unfit("it cannot be closed");
              }
            }
          };
    };
  }
}
