package dev.mien.engine.edition;

import dev.mien.engine.edition.EditionTrial.Flaw;
import dev.mien.engine.edition.TimeLimit.Outcome;
import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes editions of workspaces: compiled, indexed and tried. Whatever is wrong with one is an
 * answer and never a failure, so that it cannot take down who asked. For any number of threads;
 * builds come one after the other.
 */
final class EditionBuilder {
  /** How long it may take to build an edition that is published. */
  static final Duration PUBLISH_MAX = Duration.ofSeconds(30);

  /** How long it may take to load one: a machine may be slower than the one that published it. */
  static final Duration LOAD_MAX = Duration.ofSeconds(60);

  /** The code of what takes too long to build. */
  static final String TOO_SLOW = "too-slow-to-build";

  private static final Logger LOG = LoggerFactory.getLogger(EditionBuilder.class);

  private final Function<List<SourceText>, Compilation> compiler;
  private final EditionTrial trial;
  private final TimeLimit publishing = new TimeLimit(PUBLISH_MAX);
  private final TimeLimit loading = new TimeLimit(LOAD_MAX);

  EditionBuilder(Function<List<SourceText>, Compilation> compiler, EditionTrial trial) {
    this.compiler = compiler;
    this.trial = trial;
  }

  /** What came of building. */
  sealed interface Built {
    record Fit(Edition edition) implements Built {}

    /**
     * It must not be put in force.
     *
     * @param code why, in one word
     * @param diagnostics at least one of them is an error
     */
    record Unfit(String code, List<Diagnostic> diagnostics) implements Built {
      public Unfit {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /**
   * Builds what is to be published, with the ids that follow {@code known}.
   *
   * @param earlier the same, built in vain because its number was taken: it is not tried again
   */
  Built publish(
      Optional<Edition> earlier, List<SourceText> sources, Numbered numbered, StableIds known)
      throws IOException {
    return limited(
        publishing,
        sources,
        () ->
            earlier.isPresent()
                ? new Built.Fit(renumbered(earlier.get(), numbered, known))
                : build(sources, numbered, known));
  }

  /** Builds what is kept. */
  Built load(StoredEdition stored) throws IOException {
    Numbered numbered = new Numbered(stored.summary().number(), stored.summary().publishedAt());
    // A newer Mien may name more things than the one that kept this edition did.
    return limited(
        loading, stored.sources(), () -> build(stored.sources(), numbered, stored.ids()));
  }

  /** What an edition is called. */
  record Numbered(long number, Instant publishedAt) {}

  private static Edition renumbered(Edition edition, Numbered numbered, StableIds known) {
    return new Edition(
        numbered.number(),
        numbered.publishedAt(),
        edition.sources(),
        edition.warnings(),
        edition.program(),
        Vocabulary.of(edition.model(), Vocabulary.extend(known, edition.model())),
        edition.index());
  }

  private Built build(List<SourceText> sources, Numbered numbered, StableIds known) {
    return switch (compiler.apply(sources)) {
      case Compilation.Rejected(var diagnostics) ->
          new Built.Unfit(first(diagnostics), diagnostics);
      case Compilation.Accepted accepted -> {
        Edition edition = edition(sources, numbered, known, accepted);
        Optional<Flaw> flaw = trial.flaw(edition);
        yield flaw.isPresent()
            ? unfit(sources, flaw.get().code(), flaw.get().message())
            : new Built.Fit(edition);
      }
    };
  }

  private static Edition edition(
      List<SourceText> sources, Numbered numbered, StableIds known, Compilation.Accepted accepted) {
    Program program = accepted.program();
    return new Edition(
        numbered.number(),
        numbered.publishedAt(),
        sources,
        accepted.diagnostics(),
        program,
        Vocabulary.of(program.model(), Vocabulary.extend(known, program.model())),
        MatchIndex.of(program));
  }

  private static Built limited(TimeLimit limit, List<SourceText> sources, Supplier<Built> work)
      throws IOException {
    try {
      return switch (limit.run(work)) {
        case Outcome.Done<Built>(var built) -> built;
        case Outcome.TooSlow<Built>(var most) ->
            unfit(sources, TOO_SLOW, "it takes longer than " + most.toSeconds() + " s to build");
        case Outcome.Failed<Built>(StableIds.UsedUpException e) ->
            unfit(
                sources, "ids-used-up", "it names more than can be told apart: " + e.getMessage());
        case Outcome.Failed<Built>(var cause) -> {
          LOG.error("an edition cannot be built", cause);
          yield unfit(sources, "build-failed", "building it fails: " + cause.getClass().getName());
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while building an edition", e);
    }
  }

  private static Built.Unfit unfit(List<SourceText> sources, String code, String message) {
    SourceText first = sources.isEmpty() ? SourceText.unnamed("") : sources.getFirst();
    return new Built.Unfit(
        code,
        List.of(
            Diagnostic.error(
                code, first.span(0, 0), message, "the whole workspace is meant, not this line")));
  }

  private static String first(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .map(Diagnostic::code)
        .orElse("refused");
  }
}
