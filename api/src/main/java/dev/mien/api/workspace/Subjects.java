package dev.mien.api.workspace;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Sketches;
import dev.mien.engine.edition.Sketches.Sketch;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the workspaces that calls are about are found, and built if nobody has published them. */
public final class Subjects {
  private final Supplier<Edition> inForce;
  private final Drafts drafts;
  private final Sketches sketches;

  public Subjects(Supplier<Edition> inForce, Drafts drafts, Sketches sketches) {
    this.inForce = inForce;
    this.drafts = drafts;
    this.sketches = sketches;
  }

  /** What was found. */
  sealed interface Found {
    /**
     * A workspace that can be asked.
     *
     * @param name the members that say which it is
     */
    record Built(Edition edition, JsonWriting name) implements Found {}

    /**
     * None.
     *
     * @param members what the problem says beside its kind
     */
    record Refused(Problem problem, JsonWriting members) implements Found {}
  }

  /**
   * Finds a workspace. Blocks for as long as the store and the compiler take.
   *
   * @throws IOException if the store does not answer
   */
  Found find(Subject subject) throws IOException {
    return switch (subject) {
      case Subject.InForce() -> {
        Edition edition = inForce.get();
        yield new Found.Built(edition, out -> out.writeNumberField("edition", edition.number()));
      }
      case Subject.Files(var sources) -> built(sources, _ -> {});
      case Subject.OfDraft(var name, var revision) -> {
        Optional<Draft> draft = drafts.find(name);
        yield draft.isEmpty()
            ? refused(Problem.of(Kind.NO_SUCH_DRAFT))
            : built(draft.get(), revision);
      }
    };
  }

  private Found built(Draft draft, Optional<Long> revision) throws IOException {
    Draft.Heading heading = draft.heading();
    if (revision.filter(seen -> seen != heading.revision()).isPresent()) {
      return new Found.Refused(
          Problem.of(Kind.DRAFT_CONFLICT),
          out -> out.writeNumberField("revision", heading.revision()));
    }
    return built(
        draft.sources(),
        out -> {
          out.writeStringField("draft", heading.name().text());
          out.writeNumberField("revision", heading.revision());
        });
  }

  private Found built(List<SourceText> sources, JsonWriting name) throws IOException {
    return switch (sketches.of(sources)) {
      case Sketch.Drawn(var edition) -> new Found.Built(edition, name);
      case Sketch.Refused(var diagnostics) ->
          new Found.Refused(
              Problem.of(Kind.WORKSPACE_REFUSED), out -> DiagnosticJson.write(diagnostics, out));
    };
  }

  static Found refused(Problem problem) {
    return new Found.Refused(problem, _ -> {});
  }
}
