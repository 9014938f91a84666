package dev.mien.segments.edit;

import dev.mien.segments.edit.Merging.Conflict;
import dev.mien.segments.edit.Merging.Side;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Brings two changes of one workspace together.
 *
 * <p>What each definition has to say in the end is settled first, by what it said before either
 * changed it: what only one changed is as they have it, key by key and offer by offer; what both
 * changed differently is a conflict, and one side is taken as a whole. Only then are texts brought
 * together, line by line, so that comments and order of both survive; and every definition that the
 * lines got wrong is put right by an edit. So no definition is ever lost because of where it
 * stands.
 */
public final class Merger {
  private static final String OFFERS = "offers";
  private static final String FILE = "file";

  private final Map<Definition, Side> choices;
  private final Map<String, String> base;
  private final Map<String, String> mine;
  private final Map<String, String> theirs;
  private final Definitions basePlaces;
  private final Definitions minePlaces;
  private final Definitions theirPlaces;
  private final List<Conflict> conflicts = new ArrayList<>();
  private final Map<Definition, List<String>> myWords;
  private final Map<Definition, List<String>> theirWords;

  private Merger(
      List<SourceText> base,
      List<SourceText> mine,
      List<SourceText> theirs,
      Map<Definition, Side> choices) {
    this.choices = choices;
    this.base = texts(base);
    this.mine = texts(mine);
    this.theirs = texts(theirs);
    this.basePlaces = Definitions.ofTexts(base);
    this.minePlaces = Definitions.ofTexts(mine);
    this.theirPlaces = Definitions.ofTexts(theirs);
    this.myWords = words(base, mine);
    this.theirWords = words(base, theirs);
  }

  /**
   * Merges.
   *
   * @param choices whose change is taken where both changed the same; where nothing is said, mine,
   *     and where one side removed what the other changed, whichever still has it
   */
  public static Merging merge(
      List<SourceText> base,
      List<SourceText> mine,
      List<SourceText> theirs,
      Map<Definition, Side> choices) {
    return new Merger(base, mine, theirs, choices).merged();
  }

  private static Map<String, String> texts(List<SourceText> sources) {
    Map<String, String> texts = new TreeMap<>();
    sources.forEach(source -> texts.put(source.name(), source.text()));
    return texts;
  }

  private static Map<Definition, List<String>> words(
      List<SourceText> before, List<SourceText> after) {
    Map<Definition, List<String>> words = new LinkedHashMap<>();
    Changes.of(before, after).forEach(change -> words.put(change.definition(), change.words()));
    return words;
  }

  private Merging merged() {
    Map<Definition, Optional<Value>> wanted = wanted();
    Set<Definition> atOdds = new LinkedHashSet<>();
    List<SourceText> lines = lineByLine(atOdds);
    Optional<List<SourceText>> mended = mended(lines, wanted);
    // Where the lines have made something that cannot be mended, the definitions still can be
    // brought into the texts of one side.
    List<SourceText> files =
        mended
            .or(() -> mended(sources(mine), wanted))
            .or(() -> mended(sources(theirs), wanted))
            .orElseGet(() -> side(atOdds));
    return new Merging(files, conflicts);
  }

  private static List<SourceText> sources(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(entry -> new SourceText(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** One side as it is, where texts are too unusual to bring together: a conflict of everything. */
  private List<SourceText> side(Set<Definition> said) {
    for (String name : names()) {
      Definition file = new Definition(FILE, name);
      boolean differ = !text(mine, name).equals(text(theirs, name));
      if (differ && said.add(file)) {
        conflict(file, text(base, name), text(mine, name), text(theirs, name), Side.MINE);
      }
    }
    return sources(mine);
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(base.keySet());
    names.addAll(mine.keySet());
    names.addAll(theirs.keySet());
    return names;
  }

  private static String text(Map<String, String> texts, String name) {
    return texts.getOrDefault(name, "");
  }

  /** The texts of both, line by line; whether each definition came out right is looked at later. */
  private List<SourceText> lineByLine(Set<Definition> atOdds) {
    List<SourceText> files = new ArrayList<>();
    for (String name : names()) {
      String before = text(base, name);
      Definition file = new Definition(FILE, name);
      Side preferred = choices.getOrDefault(file, Side.MINE);
      LineMerge merge = LineMerge.of(before, text(mine, name), text(theirs, name), preferred);
      boolean readable =
          isReadable(name, before)
              && isReadable(name, text(mine, name))
              && isReadable(name, text(theirs, name));
      if (!merge.clean() && !readable) {
        // Nobody knows what is defined there, so a person has to look at the lines.
        conflict(file, before, text(mine, name), text(theirs, name), preferred);
        atOdds.add(file);
      }
      boolean gone =
          base.containsKey(name)
              && merge.text().isBlank()
              && (!mine.containsKey(name) || !theirs.containsKey(name));
      if (!gone) {
        files.add(new SourceText(name, merge.text()));
      }
    }
    return files;
  }

  private static boolean isReadable(String name, String text) {
    return Layout.of(new SourceText(name, text)).unreadable() == 0;
  }

  /** What each definition has to say; empty for one that has to go. */
  private Map<Definition, Optional<Value>> wanted() {
    SequencedMap<Definition, Value> before = Meaning.of(basePlaces);
    SequencedMap<Definition, Value> left = Meaning.of(minePlaces);
    SequencedMap<Definition, Value> right = Meaning.of(theirPlaces);
    Set<Definition> all = new LinkedHashSet<>(left.keySet());
    all.addAll(right.keySet());
    all.addAll(before.keySet());
    Map<Definition, Optional<Value>> wanted = new LinkedHashMap<>();
    for (Definition definition : all) {
      wanted.put(
          definition,
          definition(
              definition,
              Optional.ofNullable(before.get(definition)),
              Optional.ofNullable(left.get(definition)),
              Optional.ofNullable(right.get(definition))));
    }
    return wanted;
  }

  private Optional<Value> definition(
      Definition definition, Optional<Value> was, Optional<Value> left, Optional<Value> right) {
    Three three = new Three(was, left, right);
    Optional<Optional<Value>> easy = three.settled();
    if (easy.isPresent()) {
      return easy.get();
    }
    if (left.orElse(null) instanceof Value.Table one
        && right.orElse(null) instanceof Value.Table other) {
      Value.Table former =
          was.orElse(null) instanceof Value.Table table ? table : Value.emptyTable();
      Optional<Value.Table> together =
          definition.kind().equals("slot")
              ? slot(definition.name(), former, one, other)
              : table(former, one, other);
      if (together.isPresent()) {
        return Optional.of(together.get());
      }
    }
    Side side = choices.getOrDefault(definition, left.isPresent() ? Side.MINE : Side.THEIRS);
    conflict(
        definition,
        written(basePlaces, definition),
        written(minePlaces, definition),
        written(theirPlaces, definition),
        side);
    return side == Side.MINE ? left : right;
  }

  /** One thing as it was, as I have it and as they have it. */
  private record Three(Optional<Value> was, Optional<Value> mine, Optional<Value> theirs) {
    /** What it becomes, unless both changed it differently. */
    Optional<Optional<Value>> settled() {
      if (same(mine, theirs) || same(was, theirs)) {
        return Optional.of(mine);
      }
      return same(was, mine) ? Optional.of(theirs) : Optional.empty();
    }

    private static boolean same(Optional<Value> one, Optional<Value> other) {
      return one.isPresent() == other.isPresent()
          && (one.isEmpty() || Meaning.same(one.get(), other.orElseThrow()));
    }
  }

  /** Both tables together, key by key; empty where both changed a key differently. */
  private static Optional<Value.Table> table(
      Value.Table was, Value.Table mine, Value.Table theirs) {
    SequencedMap<String, Value> together = new LinkedHashMap<>();
    for (String key : order(was, mine, theirs)) {
      Three three = new Three(was.find(key), mine.find(key), theirs.find(key));
      Optional<Optional<Value>> settled = three.settled();
      if (settled.isPresent()) {
        settled.get().ifPresent(value -> together.put(key, value));
        continue;
      }
      if (mine.find(key).orElse(null) instanceof Value.Table one
          && theirs.find(key).orElse(null) instanceof Value.Table other) {
        Value.Table former =
            was.find(key).orElse(null) instanceof Value.Table table ? table : Value.emptyTable();
        Optional<Value.Table> inner = table(former, one, other);
        if (inner.isEmpty()) {
          return Optional.empty();
        }
        together.put(key, inner.get());
        continue;
      }
      return Optional.empty();
    }
    return excludesItself(together) ? Optional.empty() : Optional.of(new Value.Table(together));
  }

  /** A segment has one way to say its rules, and a slot one to say its purposes. */
  private static boolean excludesItself(Map<String, Value> together) {
    return Stream.of("when", "rules", "score").filter(together::containsKey).count() > 1;
  }

  /** The keys of all, in the order of the side that changed the order, if one did. */
  private static List<String> order(Value.Table was, Value.Table mine, Value.Table theirs) {
    return Sequences.merged(
        List.copyOf(was.entries().keySet()),
        List.copyOf(mine.entries().keySet()),
        List.copyOf(theirs.entries().keySet()));
  }

  /** A slot: its keys, and its offers one by one. */
  private Optional<Value.Table> slot(
      String name, Value.Table was, Value.Table mine, Value.Table theirs) {
    Optional<Value.Table> head =
        table(was.without(OFFERS), mine.without(OFFERS), theirs.without(OFFERS));
    if (head.isEmpty()) {
      return head;
    }
    Map<String, Value> before = ChangeWords.offers(was);
    Map<String, Value> left = ChangeWords.offers(mine);
    Map<String, Value> right = ChangeWords.offers(theirs);
    List<Value> offers = new ArrayList<>();
    for (String key :
        Sequences.merged(
            List.copyOf(before.keySet()),
            List.copyOf(left.keySet()),
            List.copyOf(right.keySet()))) {
      offer(
              new Definition("offer", name + " " + key),
              Optional.ofNullable(before.get(key)),
              Optional.ofNullable(left.get(key)),
              Optional.ofNullable(right.get(key)))
          .ifPresent(offers::add);
    }
    return offers.isEmpty()
        ? head
        : Optional.of(head.get().with(OFFERS, new Value.Listing(offers)));
  }

  private Optional<Value> offer(
      Definition definition, Optional<Value> was, Optional<Value> left, Optional<Value> right) {
    Optional<Optional<Value>> settled = new Three(was, left, right).settled();
    if (settled.isPresent()) {
      return settled.get();
    }
    if (left.orElse(null) instanceof Value.Table one
        && right.orElse(null) instanceof Value.Table other) {
      Value.Table former =
          was.orElse(null) instanceof Value.Table table ? table : Value.emptyTable();
      Optional<Value.Table> together = table(former, one, other);
      if (together.isPresent()) {
        return Optional.of(together.get());
      }
    }
    Side side = choices.getOrDefault(definition, left.isPresent() ? Side.MINE : Side.THEIRS);
    conflict(definition, printed(was), printed(left), printed(right), side);
    return side == Side.MINE ? left : right;
  }

  private static String printed(Optional<Value> offer) {
    return offer.map(value -> "- " + new YamlWriter("\n").item(OFFERS, value, 2) + "\n").orElse("");
  }

  /** The text of a definition as its author wrote it, at the left margin. */
  private static String written(Definitions places, Definition definition) {
    return places
        .find(definition)
        .map(
            place -> {
              String text = place.file().source().text();
              int start = place.entry().span().start();
              int column = start - text.lastIndexOf('\n', start - 1) - 1;
              return text.substring(start, place.entry().span().end())
                      .replaceAll("(?m)^ {0," + column + "}", "")
                  + "\n";
            })
        .orElse("");
  }

  private void conflict(Definition definition, String was, String left, String right, Side taken) {
    Definition about =
        definition.kind().equals("offer")
            ? new Definition("slot", definition.name().substring(0, definition.name().indexOf(' ')))
            : definition;
    String offer =
        definition.kind().equals("offer")
            ? "offer " + definition.name().substring(definition.name().indexOf(' ') + 1)
            : "";
    List<String> words = new ArrayList<>();
    myWords.getOrDefault(about, List.of()).stream()
        .filter(said -> said.contains(offer))
        .forEach(said -> words.add("You: " + said));
    theirWords.getOrDefault(about, List.of()).stream()
        .filter(said -> said.contains(offer))
        .forEach(said -> words.add("They: " + said));
    conflicts.add(new Conflict(definition, was, left, right, words, taken));
  }

  /** The texts with every definition as it is wanted; empty where that cannot be written. */
  private Optional<List<SourceText>> mended(
      List<SourceText> texts, Map<Definition, Optional<Value>> wanted) {
    Definitions there = Definitions.ofTexts(texts);
    if (isDoubled(texts, there)) {
      return Optional.empty();
    }
    List<Edit> edits = new ArrayList<>();
    there
        .places()
        .forEach(
            (definition, _) -> {
              if (wanted.getOrDefault(definition, Optional.empty()).isEmpty()) {
                edits.add(new Edit.Remove(definition));
              }
            });
    wanted.forEach(
        (definition, value) ->
            value
                .filter(said -> !isSaid(there, definition, said))
                .ifPresent(
                    said ->
                        edits.add(
                            new Edit.Put(definition, shaped(definition, said), home(definition)))));
    if (edits.isEmpty()) {
      return Optional.of(texts);
    }
    return Editor.apply(texts, edits) instanceof Editing.Done done
            && isAll(Definitions.ofTexts(done.files()), wanted)
        ? Optional.of(done.files())
        : Optional.empty();
  }

  /** What was added by both at one place may stand there twice, or a table may. */
  private static boolean isDoubled(List<SourceText> texts, Definitions there) {
    Set<List<String>> seen = new LinkedHashSet<>();
    for (Definitions.Table table : there.allTables()) {
      if (table.entry().value() instanceof Layout.Table(var entries, _, _)) {
        for (Layout.Entry entry : entries) {
          if (!seen.add(List.of(table.section().kind(), entry.name().text()))) {
            return true;
          }
        }
      }
    }
    return texts.stream().anyMatch(text -> hasKeyTwice(Layout.of(text)));
  }

  private static boolean hasKeyTwice(Layout.File file) {
    for (Layout document : file.documents()) {
      if (hasKeyTwice(document)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasKeyTwice(Layout layout) {
    return switch (layout) {
      case Layout.Table(var entries, _, _) -> {
        Set<String> keys = new LinkedHashSet<>();
        boolean twice = false;
        for (Layout.Entry entry : entries) {
          twice |= !keys.add(entry.name().text()) || hasKeyTwice(entry.value());
        }
        yield twice;
      }
      case Layout.Listing(var items, _, _) -> items.stream().anyMatch(Merger::hasKeyTwice);
      case Layout.Text _, Layout.Nothing _, Layout.Unusable _ -> false;
    };
  }

  private static boolean isSaid(Definitions there, Definition definition, Value said) {
    return there
        .find(definition)
        .map(place -> Meaning.of(definition, Value.of(place.entry().value())))
        .map(value -> Meaning.same(value, said))
        .orElse(false);
  }

  private static boolean isAll(Definitions there, Map<Definition, Optional<Value>> wanted) {
    for (Map.Entry<Definition, Optional<Value>> entry : wanted.entrySet()) {
      boolean right =
          entry.getValue().isPresent()
              ? isSaid(there, entry.getKey(), entry.getValue().get())
              : there.find(entry.getKey()).isEmpty();
      if (!right) {
        return false;
      }
    }
    return true;
  }

  /** A slot that has lost its last offer says so; leaving them out would keep them. */
  private static Value shaped(Definition definition, Value said) {
    return definition.kind().equals("slot")
            && said instanceof Value.Table table
            && table.find(OFFERS).isEmpty()
        ? table.with(OFFERS, new Value.Listing(List.of()))
        : said;
  }

  /** The file in which either side has a definition. */
  private Optional<String> home(Definition definition) {
    return minePlaces
        .find(definition)
        .or(() -> theirPlaces.find(definition))
        .map(place -> place.file().source().name());
  }
}
