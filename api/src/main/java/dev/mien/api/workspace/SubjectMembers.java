package dev.mien.api.workspace;

import dev.mien.api.json.JsonWalk;
import dev.mien.engine.workspace.DraftName;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The members of a body that say which workspace it is about: files, or draft and revision. */
final class SubjectMembers {
  private static final int NAME_CHARACTERS_MAX = 64;

  private final JsonWalk walk;
  private Optional<List<SourceText>> files = Optional.empty();
  private Optional<DraftName> draft = Optional.empty();
  private Optional<Long> revision = Optional.empty();

  SubjectMembers(JsonWalk walk) {
    this.walk = walk;
  }

  /** Takes a member if it is one of these; otherwise the walk stays where it is. */
  boolean take(String name, String pointer) throws IOException {
    switch (name) {
      case "files" -> files = Optional.of(Carried.files(walk, pointer));
      case "draft" -> {
        Optional<String> text = walk.text(pointer, NAME_CHARACTERS_MAX);
        draft = text.flatMap(DraftName::parse);
        if (text.isPresent() && draft.isEmpty()) {
          walk.error(
              pointer, "not-a-name", "A draft is named in lower-case letters, digits and dashes.");
        }
      }
      case "revision" -> revision = walk.wholeNumber(pointer);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What was said, once all members were taken. */
  Subject subject() {
    if (files.isPresent() && draft.isPresent()) {
      walk.error("/draft", "too-many", "Send files or a draft, not both.");
    }
    if (draft.isEmpty() && revision.isPresent()) {
      walk.error("/draft", "missing", "Send the name of the draft that has this revision.");
    }
    return draft
        .<Subject>map(name -> new Subject.OfDraft(name, revision))
        .or(() -> files.map(Subject.Files::new))
        .orElseGet(Subject.InForce::new);
  }
}
