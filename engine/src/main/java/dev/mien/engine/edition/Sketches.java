package dev.mien.engine.edition;

import dev.mien.engine.edition.EditionBuilder.Built;
import dev.mien.engine.edition.EditionBuilder.Numbered;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Editions that are looked at and never put in force: drafts, and files that somebody is writing.
 * The last few are kept, so that a workspace is built once however much is asked of it. For any
 * number of threads.
 */
public final class Sketches {
  /** How many are kept. */
  static final int KEPT_MAX = 8;

  /** The characters of all that are kept; the last one stays, whatever its length is. */
  static final long CHARACTERS_MAX = 16 << 20;

  private static final Numbered UNNUMBERED = new Numbered(0, Instant.EPOCH);

  private final EditionBuilder builder;

  /** By the texts themselves: two that are the same are one, and no digest can be mistaken. */
  private final Map<List<SourceText>, FutureTask<Sketch>> kept = new LinkedHashMap<>(16, 1, true);

  /** Sketches of what {@code compiler} makes. */
  public Sketches(Function<List<SourceText>, Compilation> compiler) {
    this.builder = new EditionBuilder(compiler, EditionTrial.none());
  }

  /** What came of building one. */
  public sealed interface Sketch {
    /** An edition without a number, whose ids mean nothing elsewhere. */
    record Drawn(Edition edition) implements Sketch {}

    /** At least one of the diagnostics is an error. */
    record Refused(List<Diagnostic> diagnostics) implements Sketch {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /**
   * The sketch of these texts. Blocks for as long as building takes, if nobody has asked lately.
   *
   * @throws IOException if building is interrupted
   */
  public Sketch of(List<SourceText> sources) throws IOException {
    FutureTask<Sketch> task;
    synchronized (kept) {
      task = kept.computeIfAbsent(List.copyOf(sources), this::task);
      forget();
    }
    task.run();
    try {
      Sketch sketch = task.get();
      if (sketch instanceof Sketch.Refused(var why) && why.stream().anyMatch(Sketches::passes)) {
        drop(sources, task);
      }
      return sketch;
    } catch (ExecutionException e) {
      drop(sources, task);
      throw new IOException("a workspace cannot be built", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a workspace is built", e);
    }
  }

  private FutureTask<Sketch> task(List<SourceText> sources) {
    return new FutureTask<>(
        () ->
            switch (builder.publish(Optional.empty(), sources, UNNUMBERED, StableIds.none())) {
              case Built.Fit(var edition) -> new Sketch.Drawn(edition);
              case Built.Unfit(_, var diagnostics) -> new Sketch.Refused(diagnostics);
            });
  }

  /** Whether the reason lies in the machine at the moment, and not in the workspace. */
  private static boolean passes(Diagnostic why) {
    return why.code().equals(EditionBuilder.TOO_SLOW);
  }

  private void drop(List<SourceText> sources, FutureTask<Sketch> task) {
    synchronized (kept) {
      kept.remove(sources, task);
    }
  }

  // Those asked for longest ago go first; the map keeps them in that order.
  private void forget() {
    long characters = kept.keySet().stream().mapToLong(Sketches::characters).sum();
    var oldest = kept.keySet().iterator();
    while (kept.size() > 1 && (kept.size() > KEPT_MAX || characters > CHARACTERS_MAX)) {
      characters -= characters(oldest.next());
      oldest.remove();
    }
  }

  private static long characters(List<SourceText> sources) {
    return sources.stream().mapToLong(source -> source.text().length()).sum();
  }

  /** How many are kept at present. */
  int size() {
    synchronized (kept) {
      return kept.size();
    }
  }
}
