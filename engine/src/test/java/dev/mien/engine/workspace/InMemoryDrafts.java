package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The slow twin of kept drafts: a map. */
final class InMemoryDrafts implements Drafts {
  private final Map<DraftName, Draft> drafts = new HashMap<>();
  private long revisions;

  @Override
  public synchronized List<Draft.Heading> list() {
    return drafts.values().stream()
        .map(Draft::heading)
        .sorted(Comparator.comparing(heading -> heading.name().text()))
        .toList();
  }

  @Override
  public synchronized Optional<Draft> find(DraftName name) {
    return Optional.ofNullable(drafts.get(name));
  }

  @Override
  public synchronized Saving save(
      DraftName name, long seen, List<SourceText> sources, Change change) {
    long current = revision(name);
    if (current != seen) {
      return new Saving.Conflict(current);
    }
    if (current == 0 && drafts.size() == DRAFTS_MAX) {
      return new Saving.Full();
    }
    Draft.Heading heading = new Draft.Heading(name, ++revisions, change);
    drafts.put(name, new Draft(heading, sources));
    return new Saving.Done(heading);
  }

  @Override
  public synchronized Saving delete(DraftName name, long seen) {
    Draft draft = drafts.get(name);
    if (draft == null || draft.heading().revision() != seen) {
      return new Saving.Conflict(revision(name));
    }
    drafts.remove(name);
    return new Saving.Done(draft.heading());
  }

  private long revision(DraftName name) {
    return find(name).map(draft -> draft.heading().revision()).orElse(0L);
  }
}
