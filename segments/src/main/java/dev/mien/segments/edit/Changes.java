package dev.mien.segments.edit;

import dev.mien.segments.sensitive.Taxonomy;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What became of a workspace between two states of it, definition by definition, in words. What
 * only looks different, such as comments, blanks and the order of files, is no change.
 */
public final class Changes {
  /** What people care about first. */
  private static final List<String> ORDER =
      List.of(
          "segment",
          "slot",
          "persona",
          "recipient",
          "grid",
          "attribute",
          "event",
          "purpose",
          "workspace");

  private final SequencedMap<Definition, Value> before;
  private final SequencedMap<Definition, Value> after;
  private final ChangeWords words;
  private final Map<Definition, String> renamed;

  private Changes(
      SequencedMap<Definition, Value> before,
      List<SourceText> after,
      Map<Definition, String> renamed,
      List<SourceText> wasBefore) {
    this.before = before;
    this.after = Meaning.of(after);
    this.renamed = renamed;
    this.words =
        new ChangeWords(
            new InWords(WorkspaceReader.read(wasBefore).workspace()),
            new InWords(WorkspaceReader.read(after).workspace()),
            this.after);
  }

  /** All of them: segments and slots first, each kind in the order it is written. */
  public static List<Change> of(List<SourceText> before, List<SourceText> after) {
    Map<Definition, String> renamed = renamed(Meaning.of(before), Meaning.of(after));
    List<Edit> renamings = new ArrayList<>();
    renamed.forEach((definition, to) -> renamings.add(new Edit.Rename(definition, to)));
    // With the new names throughout, what mentions a renamed definition has not changed.
    List<SourceText> alike =
        Editor.apply(before, renamings) instanceof Editing.Done done ? done.files() : before;
    boolean followed = !renamed.isEmpty() && !alike.equals(before);
    Changes changes =
        new Changes(
            Meaning.of(alike), after, followed ? renamed : Map.of(), followed ? alike : before);
    return changes.all();
  }

  /** Definitions that are gone while others that say the same are new. */
  private static Map<Definition, String> renamed(
      Map<Definition, Value> before, Map<Definition, Value> after) {
    Map<Definition, String> renamed = new LinkedHashMap<>();
    Set<Definition> taken = new LinkedHashSet<>();
    before.forEach(
        (definition, value) -> {
          if (!after.containsKey(definition)) {
            after.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(definition.kind()))
                .filter(entry -> !before.containsKey(entry.getKey()))
                .filter(entry -> !taken.contains(entry.getKey()))
                .filter(entry -> Meaning.same(value, entry.getValue()))
                .findFirst()
                .ifPresent(
                    entry -> {
                      taken.add(entry.getKey());
                      renamed.put(definition, entry.getKey().name());
                    });
          }
        });
    return renamed;
  }

  private List<Change> all() {
    Set<Definition> all = new LinkedHashSet<>(after.keySet());
    all.addAll(before.keySet());
    List<Change> changes = new ArrayList<>();
    for (Definition definition : all) {
      change(definition).ifPresent(changes::add);
    }
    changes.sort(
        java.util.Comparator.comparingInt(
            change -> {
              int place = ORDER.indexOf(change.definition().kind());
              return place < 0 ? ORDER.size() : place;
            }));
    return changes;
  }

  private Optional<Change> change(Definition definition) {
    Value was = before.get(definition);
    Value is = after.get(definition);
    Optional<String> formerly =
        renamed.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().kind().equals(definition.kind())
                        && entry.getValue().equals(definition.name()))
            .map(entry -> entry.getKey().name())
            .findFirst();
    if (is == null) {
      return was == null
          ? Optional.empty()
          : Optional.of(
              new Change(definition, Change.Kind.REMOVED, words.removed(definition, was), false));
    }
    boolean sensitive = isSensitive(definition, is);
    if (was == null) {
      return Optional.of(
          new Change(definition, Change.Kind.ADDED, words.added(definition, is), sensitive));
    }
    if (formerly.isPresent()) {
      List<String> said = new ArrayList<>(words.renamed(definition, formerly.get(), is));
      return Optional.of(new Change(definition, Change.Kind.RENAMED, said, sensitive));
    }
    return Meaning.same(was, is)
        ? Optional.empty()
        : Optional.of(
            new Change(
                definition, Change.Kind.CHANGED, words.changed(definition, was, is), sensitive));
  }

  private static boolean isSensitive(Definition definition, Value value) {
    if (definition.kind().equals("slot") || definition.kind().equals("persona")) {
      return false;
    }
    List<String> texts = new ArrayList<>(List.of(definition.name()));
    Map<String, Value> entries = Meaning.entries(value);
    for (String key : List.of("title", "benefit")) {
      Optional.ofNullable(entries.get(key)).flatMap(Value::said).ifPresent(texts::add);
    }
    texts.addAll(
        Meaning.entries(Optional.ofNullable(entries.get("rules")).orElseGet(Value::emptyTable))
            .keySet());
    return texts.stream().anyMatch(text -> !Taxonomy.standard().find(text).isEmpty());
  }
}
