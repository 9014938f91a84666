package dev.mien.api.fit;

import dev.mien.api.discovery.Looking;
import dev.mien.api.discovery.PatternTable;
import dev.mien.api.replay.Gathering;
import dev.mien.api.replay.Progress;
import dev.mien.api.replay.Stop;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Fits the score of a segment to a file: the front door of this package. */
public final class Fits {
  /** Which part of a file counts as its end, when it is asked whether things have changed. */
  private static final double EARLY = 0.7;

  private final Function<List<SourceText>, Compilation> compiler;

  /** Fits under workspaces that {@code compiler} accepts. */
  public Fits(Function<List<SourceText>, Compilation> compiler) {
    this.compiler = compiler;
  }

  /**
   * What is asked for.
   *
   * @param segment whose score it becomes; it may be there already
   * @param pairs how many pair tables at the most
   * @param holdout which share of sessions it is judged by
   * @param held which sessions these are
   * @param trusted attributes that may tell as much as they do
   * @param without attributes that are not to be used
   * @param enter in per cent; empty: where precision and recall are in the best balance
   * @param today what it is marked with
   */
  public record Request(
      Gathering.Request gathering,
      String segment,
      int pairs,
      double holdout,
      Held held,
      Set<String> trusted,
      Set<String> without,
      OptionalInt enter,
      LocalDate today) {
    public Request {
      trusted = Set.copyOf(trusted);
      without = Set.copyOf(without);
    }
  }

  /** Which sessions are held out. */
  public enum Held {
    /** Any, drawn. */
    DRAWN,
    /** The last of the file. */
    LAST
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The report, and the workspace with the score in it where there is one.
     *
     * @param changed the files that say something else than before
     */
    record Done(FitReport report, List<SourceText> changed, List<Diagnostic> findings)
        implements Outcome {
      public Done {
        changed = List.copyOf(changed);
        findings = List.copyOf(findings);
      }
    }

    /**
     * The report on evidence from clicks, and the workspace with the attribute in it where there is
     * one.
     */
    record Steps(StepsReport report, List<SourceText> changed) implements Outcome {
      public Steps {
        changed = List.copyOf(changed);
      }
    }

    /** The workspace or the mapping is wrong, or the score would make the workspace so. */
    record Refused(List<Diagnostic> diagnostics) implements Outcome {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }

    /** What is asked for cannot be, in words. */
    record Wrong(String why) implements Outcome {}

    /** The file is none that could be fitted to. */
    record Unfit(String why) implements Outcome {}

    record Stopped() implements Outcome {}
  }

  /**
   * Fits to a table of pattern counts instead of a file of sessions; the outcome is the name of a
   * goal that it has a column for. Nothing tells its sessions' order, so none are the last of it.
   */
  public Outcome counted(Request request, PatternTable.Source table, Progress progress) {
    if (request.held() == Held.LAST) {
      return new Outcome.Wrong("a table of counts has no order, so no sessions are the last of it");
    }
    return switch (compiler.apply(request.gathering().workspace())) {
      case Compilation.Rejected(var diagnostics) -> new Outcome.Refused(diagnostics);
      case Compilation.Accepted(var program, _) ->
          switch (PatternTable.read(table, program.model(), Looking.Wish.ALL)) {
            case PatternTable.Reading.Refused(var why) -> new Outcome.Unfit(why);
            case PatternTable.Reading.Found found ->
                fitted(request, new FromCounts(request, program.model()).of(found), progress);
          };
    };
  }

  private Outcome fitted(Request request, FromCounts.Outcome counted, Progress progress) {
    return switch (counted) {
      case FromCounts.Outcome.Unfit(var why) -> new Outcome.Unfit(why);
      case FromCounts.Outcome.Done(var collecting, var gathered) ->
          collecting.wrong().isPresent()
              ? new Outcome.Wrong(collecting.wrong().get())
              : new Fitted(request, collecting.counted(), gathered, compiler).outcome(progress);
    };
  }

  /**
   * Fits an attribute of the request's name that gathers evidence from the order of clicks, over as
   * many as sessions are looked at after.
   *
   * @param field a choice or flag field of an event, as {@code event.field}
   */
  public Outcome steps(Request request, String field, Progress progress, Stop stop) {
    return new StepsFit(request, field).run(compiler, progress, stop);
  }

  /** Reads, fits, judges and writes into texts, not into files. */
  public Outcome run(Request request, Progress progress, Stop stop) {
    double early = request.held() == Held.LAST ? 1 - request.holdout() : EARLY;
    Collecting collecting = new Collecting(request, early);
    Gathering.Result result =
        Gathering.run(request.gathering(), compiler, collecting, progress, stop);
    if (collecting.wrong().isPresent()) {
      return new Outcome.Wrong(collecting.wrong().get());
    }
    return switch (result) {
      case Gathering.Result.Refused(var diagnostics) -> new Outcome.Refused(diagnostics);
      case Gathering.Result.Unfit(var why) -> new Outcome.Unfit(why);
      case Gathering.Result.Stopped() -> new Outcome.Stopped();
      case Gathering.Result.Done(var gathered) ->
          new Fitted(request, collecting.counted(), gathered, compiler).outcome(progress);
    };
  }
}
