package dev.mien.api.workspace;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the texts of the workspaces that calls are about are found. */
final class SubjectTexts {
  private final Editions editions;
  private final Drafts drafts;

  SubjectTexts(Editions editions, Drafts drafts) {
    this.editions = editions;
    this.drafts = drafts;
  }

  /** What was found. */
  sealed interface Found {
    record Texts(List<SourceText> sources) implements Found {
      public Texts {
        sources = List.copyOf(sources);
      }
    }

    /**
     * None.
     *
     * @param members what the problem says beside its kind
     */
    record Refused(Problem problem, JsonWriting members) implements Found {}
  }

  /**
   * Finds the texts. Blocks.
   *
   * @throws IOException if the store does not answer
   */
  Found find(Subject subject) throws IOException {
    return switch (subject) {
      case Subject.Files(var sources) -> new Found.Texts(sources);
      case Subject.InForce() ->
          new Found.Texts(
              editions
                  .find(editions.inForce().number())
                  .map(StoredEdition::sources)
                  .orElse(List.of()));
      case Subject.OfDraft(var name, var revision) -> {
        Optional<Draft> draft = drafts.find(name);
        if (draft.isEmpty()) {
          yield new Found.Refused(Problem.of(Kind.NO_SUCH_DRAFT), _ -> {});
        }
        long kept = draft.get().heading().revision();
        yield revision.filter(seen -> seen != kept).isPresent()
            ? new Found.Refused(
                Problem.of(Kind.DRAFT_CONFLICT), out -> out.writeNumberField("revision", kept))
            : new Found.Texts(draft.get().sources());
      }
    };
  }
}
