package dev.mien.engine.workspace;

import dev.mien.segments.source.SourceText;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The slow twin of kept drafts: a map. */
final class InMemoryDrafts implements Drafts {
  private final Map<DraftName, Draft> drafts = new HashMap<>();
  private final Map<DraftName, Instant> claims = new HashMap<>();
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
  public synchronized Saving save(DraftName name, long seen, Draft.Text text, Change change) {
    Optional<Draft.Heading> before = find(name).map(Draft::heading);
    long current = revision(name);
    if (current != seen) {
      return new Saving.Conflict(current);
    }
    if (current == 0 && drafts.size() == DRAFTS_MAX) {
      return new Saving.Full();
    }
    Draft.Heading heading = Draft.Heading.saved(name, ++revisions, before, text, change);
    drafts.put(name, new Draft(heading, text.sources()));
    claims.remove(name);
    return new Saving.Done(heading, before);
  }

  @Override
  public synchronized Saving delete(DraftName name, long seen) {
    Draft draft = drafts.get(name);
    if (draft == null || draft.heading().revision() != seen) {
      return new Saving.Conflict(revision(name));
    }
    drafts.remove(name);
    claims.remove(name);
    return new Saving.Done(draft.heading(), Optional.of(draft.heading()));
  }

  @Override
  public synchronized Saving stand(DraftName name, long seen, UnaryOperator<Standing> step) {
    Draft draft = drafts.get(name);
    if (draft == null || draft.heading().revision() != seen) {
      return new Saving.Conflict(revision(name));
    }
    Standing before = draft.heading().standing();
    Draft.Heading next = draft.heading().at(step.apply(before));
    drafts.put(name, new Draft(next, draft.sources()));
    claims.remove(name);
    return new Saving.Done(next, Optional.of(draft.heading()));
  }

  @Override
  public synchronized Saving finish(DraftName name, long seen, long edition) {
    Saving saving = delete(name, seen);
    Draft draft = drafts.get(name);
    if (saving instanceof Saving.Conflict && draft != null && revision(name) > seen) {
      Draft.Heading was = draft.heading();
      Draft.Heading now =
          Draft.Heading.saved(
              name,
              was.revision(),
              Optional.of(was),
              new Draft.Text(draft.sources(), OptionalLong.of(Math.max(edition, was.base()))),
              was.change());
      drafts.put(name, new Draft(now.at(was.standing()), draft.sources()));
    }
    return saving;
  }

  @Override
  public synchronized List<Actor> authors(List<SourceText> sources) {
    return drafts.values().stream()
        .filter(draft -> draft.sources().equals(sources))
        .flatMap(draft -> draft.heading().authors().stream())
        .distinct()
        .sorted(Comparator.comparing(Actor::id).thenComparing(Actor::name))
        .toList();
  }

  @Override
  public synchronized Optional<Draft> claim(Instant now, Instant until) {
    Optional<Draft> due =
        drafts.values().stream()
            .filter(draft -> at(draft).compareTo(now) <= 0)
            .filter(draft -> !claims.getOrDefault(draft.heading().name(), now).isAfter(now))
            .min(
                Comparator.comparing(InMemoryDrafts::at)
                    .thenComparingLong(draft -> draft.heading().revision()));
    due.ifPresent(draft -> claims.put(draft.heading().name(), until));
    return due;
  }

  private static Instant at(Draft draft) {
    return draft.heading().standing().schedule().map(Standing.Schedule::at).orElse(Instant.MAX);
  }

  private long revision(DraftName name) {
    return find(name).map(draft -> draft.heading().revision()).orElse(0L);
  }
}
