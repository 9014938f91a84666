package dev.mien.engine.edition;

import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.time.Instant;
import java.util.List;

/**
 * The immutable, numbered whole that requests are answered from. A request reads the edition in
 * force once and keeps to it.
 *
 * @param number from 1 upwards; 0 is the empty edition that a fresh node starts with
 * @param sources the workspace as it was published
 * @param warnings what the checker found and let pass
 */
public record Edition(
    long number,
    Instant publishedAt,
    List<SourceText> sources,
    List<Diagnostic> warnings,
    Program program,
    Vocabulary vocabulary,
    MatchIndex index) {
  public Edition {
    sources = List.copyOf(sources);
    warnings = List.copyOf(warnings);
  }

  public Model model() {
    return program.model();
  }

  /** Those of the warnings that a second person has to agree to before this is published. */
  public List<Diagnostic> approvals() {
    return Compilation.approvals(warnings);
  }
}
