package dev.mien.segments.edit;

import dev.mien.segments.edit.Edit.OfferAt;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes edits in the texts of a workspace, one after another, all or none.
 *
 * <p>Each is made by splicing text where the definition stands, and then held against what was
 * meant: the definition must say it, and all others must be there as before. Where a text is
 * written so unusually that this fails, the edit is refused, and nothing was changed.
 */
public final class Editor {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern FILE =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._ -]*/)*[A-Za-z0-9_-][A-Za-z0-9._ -]*\\.ya?ml");

  private final Map<String, Layout.File> files = new TreeMap<>();
  private final Set<String> changed = new HashSet<>();
  private Definitions definitions;

  private Editor(List<SourceText> texts) {
    texts.forEach(text -> files.put(text.name(), Layout.of(text)));
    this.definitions = Definitions.of(List.copyOf(files.values()));
  }

  /** Makes all edits, or none and says why. */
  public static Editing apply(List<SourceText> texts, List<Edit> edits) {
    Editor editor = new Editor(texts);
    for (int i = 0; i < edits.size(); i++) {
      try {
        editor.make(edits.get(i));
      } catch (Refusal refusal) {
        return new Editing.Refused(i, refusal.pointer, refusal.code, refusal.detail);
      } catch (Shaping.Misshapen misshapen) {
        return new Editing.Refused(
            i, "/value" + misshapen.pointer(), "wrong-value", misshapen.detail());
      } catch (Rewriting.Unwritable _) {
        return unwritable(i);
      }
    }
    List<SourceText> all = editor.files.values().stream().map(Layout.File::source).toList();
    return new Editing.Done(
        all, all.stream().filter(text -> editor.changed.contains(text.name())).toList());
  }

  private static Editing unwritable(int edit) {
    return new Editing.Refused(
        edit,
        "",
        "edit-by-hand",
        "The file is written in a way that cannot be changed piece by piece; edit it as text.");
  }

  /** Why an edit cannot be made; never leaves this class. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String pointer;
    private final String code;
    private final String detail;

    Refusal(String pointer, String code, String detail) {
      super(detail, null, false, false);
      this.pointer = pointer;
      this.code = code;
      this.detail = detail;
    }
  }

  private void make(Edit edit) {
    switch (edit) {
      case Edit.Put put -> put(put);
      case Edit.Remove(var definition) -> remove(definition);
      case Edit.Rename(var definition, var to) -> rename(definition, to);
      case Edit.PutOffer put -> putOffer(put);
      case Edit.RemoveOffer(var slot, var at) -> removeOffer(slot, at);
      case Edit.MoveOffer(var slot, var at, var before) -> moveOffer(slot, at, before);
    }
  }

  private void put(Edit.Put put) {
    Definition definition = put.definition();
    Section section = section(definition);
    Optional<Definitions.Place> place = definitions.find(definition);
    Optional<Value.Table> before =
        place.flatMap(
            found ->
                Value.of(found.entry().value()) instanceof Value.Table table
                    ? Optional.of(table)
                    : Optional.empty());
    Value.Table wanted = Shaping.definition(definition, put.value(), before);
    if (place.isPresent()) {
      rewrite(place.get(), wanted);
    } else {
      add(section, definition, wanted, put.file());
    }
    expect(definition, wanted);
  }

  private static Section section(Definition definition) {
    Section section =
        Section.of(definition.kind())
            .orElseThrow(
                () ->
                    new Refusal(
                        "/put", "no-such-kind", "Say segment, slot, offer or another kind."));
    if (!section.isHeading() && !NAME.matcher(definition.name()).matches()) {
      throw new Refusal("/name", "wrong-name", "Send a name of letters, digits and dashes.");
    }
    return section;
  }

  private void rewrite(Definitions.Place place, Value.Table wanted) {
    Splices splices = new Splices();
    rewriting(place, splices).entry(place.entry(), wanted, isInBrackets(place));
    write(place.file(), splices);
  }

  private static Rewriting rewriting(Definitions.Place place, Splices splices) {
    return new Rewriting(place.file().source().text(), splices);
  }

  private boolean isInBrackets(Definitions.Place place) {
    return definitions.allTables().stream()
        .anyMatch(
            table ->
                isIn(table, place.file())
                    && table.entry().value() instanceof Layout.Table(var entries, var flow, _)
                    && flow == Layout.Flow.BRACKETS
                    && entries.contains(place.entry()));
  }

  private static boolean isIn(Definitions.Table table, Layout.File file) {
    return table.file().source().name().equals(file.source().name());
  }

  /** Adds a definition to the last table of its kind, or to a new one. */
  private void add(
      Section section, Definition definition, Value.Table wanted, Optional<String> file) {
    file.filter(name -> !FILE.matcher(name).matches())
        .ifPresent(
            _ -> {
              throw new Refusal(
                  "/file", "not-a-file-name", "Name a file by its path; it ends in .yaml or .yml.");
            });
    List<Definitions.Table> tables =
        definitions.tables(section).stream()
            .filter(table -> file.isEmpty() || table.file().source().name().equals(file.get()))
            .toList();
    Optional<Definitions.Table> full =
        tables.reversed().stream()
            .filter(
                table ->
                    table.entry().value() instanceof Layout.Table(var entries, _, _)
                        && !entries.isEmpty())
            .findFirst();
    if (full.isPresent()) {
      Splices splices = new Splices();
      Layout.File into = full.get().file();
      new Rewriting(into.source().text(), splices)
          .append((Layout.Table) full.get().entry().value(), definition.name(), wanted);
      write(into, splices);
    } else if (!tables.isEmpty() && isEmpty(tables.getLast().entry().value())) {
      Splices splices = new Splices();
      Layout.File into = tables.getLast().file();
      new Rewriting(into.source().text(), splices)
          .fill(tables.getLast().entry(), definition.name(), wanted);
      write(into, splices);
    } else {
      addTable(section, definition, wanted, file.orElse(section.home()));
    }
  }

  private static boolean isEmpty(Layout layout) {
    return layout instanceof Layout.Nothing
        || (layout instanceof Layout.Table(var entries, _, _) && entries.isEmpty());
  }

  /** Adds the table too, at the end of a file; below its parent where there is one. */
  private void addTable(Section section, Definition definition, Value.Table wanted, String file) {
    Layout.File into =
        files.getOrDefault(file, new Layout.File(new SourceText(file, ""), List.of(), 0));
    Value.Table entry =
        section.isHeading() ? wanted : Value.emptyTable().with(definition.name(), wanted);
    Splices splices = new Splices();
    Rewriting rewriting = new Rewriting(into.source().text(), splices);
    Optional<Layout.Entry> parent =
        section.path().size() == 2 ? top(into, section.path().getFirst()) : Optional.empty();
    if (parent.isPresent() && parent.get().value() instanceof Layout.Table table) {
      rewriting.append(table, section.path().getLast(), entry);
    } else if (parent.isPresent()) {
      rewriting.fill(parent.get(), section.path().getLast(), entry);
    } else {
      Value.Table whole =
          section.path().size() == 2
              ? Value.emptyTable().with(section.path().getLast(), entry)
              : entry;
      String text = into.source().text();
      String lineEnd = rewriting.writer().lineEnd();
      String gap = text.isEmpty() ? "" : text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
      splices.insert(
          text.length(),
          gap + rewriting.writer().entry(section.path().getFirst(), whole, 0) + lineEnd);
    }
    write(into, splices);
  }

  private static Optional<Layout.Entry> top(Layout.File file, String key) {
    return file.documents().stream()
        .flatMap(
            document ->
                document instanceof Layout.Table(var entries, _, _)
                    ? entries.stream()
                    : java.util.stream.Stream.empty())
        .filter(entry -> entry.name().text().equals(key))
        .reduce((_, last) -> last);
  }

  private void remove(Definition definition) {
    section(definition);
    Definitions.Place place = found(definition);
    Definitions.Table table =
        definitions.allTables().stream()
            .filter(
                candidate ->
                    isIn(candidate, place.file())
                        && candidate.entry().value() instanceof Layout.Table(var entries, _, _)
                        && entries.contains(place.entry()))
            .findFirst()
            .orElseThrow(
                () -> new Refusal("/remove", "not-removable", "The heading can be put only."));
    Splices splices = new Splices();
    rewriting(place, splices).cut((Layout.Table) table.entry().value(), place.entry());
    write(place.file(), splices);
    if (definitions.find(definition).isPresent()) {
      throw new Refusal(
          "/name", "declared-twice", "The definition is there twice; edit it as text.");
    }
  }

  private Definitions.Place found(Definition definition) {
    return definitions
        .find(definition)
        .orElseThrow(
            () ->
                new Refusal(
                    "/name", "no-such-definition", "There is no " + definition.kind() + " of it."));
  }

  private void rename(Definition definition, String to) {
    section(definition);
    found(definition);
    if (!NAME.matcher(to).matches()) {
      throw new Refusal("/to", "wrong-name", "Send a name of letters, digits and dashes.");
    }
    if (definitions.find(new Definition(definition.kind(), to)).isPresent()) {
      throw new Refusal("/to", "name-taken", "There is one of this name already; choose another.");
    }
    List<SourceText> texts = files.values().stream().map(Layout.File::source).toList();
    Map<String, Splices> splices = Renaming.of(texts, definitions, definition, to);
    splices.forEach((file, changes) -> definitions.file(file).ifPresent(in -> write(in, changes)));
  }

  /** A slot's table and its offers. */
  private record Slot(Definitions.Place place, Layout.Table table, Optional<Layout.Entry> offers) {
    List<Layout> items() {
      return offers
          .map(entry -> entry.value() instanceof Layout.Listing(var items, _, _) ? items : null)
          .orElse(List.of());
    }
  }

  private Slot slot(String name) {
    Definitions.Place place = found(new Definition("slot", name));
    if (!(place.entry().value() instanceof Layout.Table table)) {
      throw new Rewriting.Unwritable();
    }
    Optional<Layout.Entry> offers =
        table.entries().stream().filter(entry -> entry.name().text().equals("offers")).findFirst();
    return new Slot(place, table, offers);
  }

  private static int index(Slot slot, OfferAt at, String pointer) {
    List<Layout> items = slot.items();
    int index =
        switch (at) {
          case OfferAt.Name(var name) -> Offers.names(items).indexOf(name);
          case OfferAt.Index(var place) -> place;
          case OfferAt.New() -> -1;
        };
    if (index < 0 || index >= items.size()) {
      throw new Refusal(pointer, "no-such-offer", "The slot has no such offer.");
    }
    return index;
  }

  private void putOffer(Edit.PutOffer put) {
    Slot slot = slot(put.slot());
    Value.Table types =
        Value.of(slot.table()) instanceof Value.Table table
                && table.find("content").orElse(null) instanceof Value.Table content
            ? content
            : Value.emptyTable();
    Value.Table wanted = Shaping.offer(put.value(), types, "");
    boolean isNew =
        put.at() instanceof OfferAt.New
            || (put.at() instanceof OfferAt.Name(var name)
                && !Offers.names(slot.items()).contains(name));
    List<Value> items = new ArrayList<>(slot.items().stream().map(Value::of).toList());
    Splices splices = new Splices();
    Rewriting rewriting = rewriting(slot.place(), splices);
    if (isNew) {
      int at = put.before().map(before -> index(slot, before, "/before")).orElse(items.size());
      items.add(at, wanted);
      insert(slot, rewriting, splices, at, wanted, items);
    } else {
      int at = index(slot, put.at(), "/index");
      items.set(at, wanted);
      if (isOnLines(slot)
          && slot.items().get(at) instanceof Layout.Table table
          && Rewriting.isAlike("", table, wanted)) {
        rewriting.item(table, wanted);
      } else {
        reprint(slot, rewriting, items);
      }
    }
    finish(slot, splices, items);
  }

  private static boolean isOnLines(Slot slot) {
    return slot.offers().isPresent()
        && slot.offers().get().value() instanceof Layout.Listing(var items, var flow, _)
        && flow == Layout.Flow.LINES
        && !items.isEmpty();
  }

  private static void insert(
      Slot slot,
      Rewriting rewriting,
      Splices splices,
      int at,
      Value.Table wanted,
      List<Value> all) {
    if (!isOnLines(slot)) {
      reprint(slot, rewriting, all);
      return;
    }
    List<Layout> items = slot.items();
    Lines lines = rewriting.lines();
    Layout beside = items.get(Math.min(at, items.size() - 1));
    int dash = rewriting.dash(beside);
    int column = lines.column(beside.span().start());
    String lineEnd = rewriting.writer().lineEnd();
    String lead =
        lines.text().substring(lines.start(dash), beside.span().start()).replace("\n", " ");
    String item = lead + rewriting.writer().item("offers", wanted, column);
    if (at < items.size()) {
      splices.insert(lines.start(dash), item + lineEnd);
    } else {
      splices.insert(lines.end(beside.span().end()), lineEnd + item);
    }
  }

  /** Writes all offers anew, where they do not stand on lines. */
  private static void reprint(Slot slot, Rewriting rewriting, List<Value> items) {
    Value wanted = new Value.Listing(items);
    boolean inBrackets = slot.table().flow() == Layout.Flow.BRACKETS;
    if (slot.offers().isPresent()) {
      rewriting.replaceAll(slot.offers().get(), wanted, inBrackets);
    } else {
      Value.Table whole = (Value.Table) Value.of(slot.table());
      rewriting.entry(slot.place().entry(), whole.with("offers", wanted), inBrackets);
    }
  }

  private void removeOffer(String name, OfferAt at) {
    Slot slot = slot(name);
    int index = index(slot, at, "/index");
    List<Value> items = new ArrayList<>(slot.items().stream().map(Value::of).toList());
    items.remove(index);
    Splices splices = new Splices();
    Rewriting rewriting = rewriting(slot.place(), splices);
    if (items.isEmpty()) {
      Value.Table whole = (Value.Table) Value.of(slot.table());
      rewriting.entry(slot.place().entry(), whole.without("offers"), false);
    } else if (isOnLines(slot)) {
      Layout.Listing listing = (Layout.Listing) slot.offers().orElseThrow().value();
      int[] stretch = rewriting.stretches(listing).get(index);
      splices.remove(stretch[0], stretch[1]);
    } else {
      reprint(slot, rewriting, items);
    }
    finish(slot, splices, items);
  }

  private void moveOffer(String name, OfferAt at, Optional<OfferAt> before) {
    Slot slot = slot(name);
    int from = index(slot, at, "/index");
    int to = before.map(offer -> index(slot, offer, "/before")).orElse(slot.items().size());
    if (to == from || to == from + 1) {
      return;
    }
    List<Value> items = new ArrayList<>(slot.items().stream().map(Value::of).toList());
    Value moved = items.remove(from);
    items.add(to > from ? to - 1 : to, moved);
    Splices splices = new Splices();
    Rewriting rewriting = rewriting(slot.place(), splices);
    if (isOnLines(slot)) {
      Layout.Listing listing = (Layout.Listing) slot.offers().orElseThrow().value();
      List<int[]> stretches = rewriting.stretches(listing);
      String text = slot.place().file().source().text();
      String lines = text.substring(stretches.get(from)[0], stretches.get(from)[1]);
      boolean ends = lines.endsWith("\n");
      int target = to < stretches.size() ? stretches.get(to)[0] : stretches.getLast()[1];
      boolean bareEnd = target > 0 && text.charAt(target - 1) != '\n';
      String lineEnd = rewriting.writer().lineEnd();
      splices.remove(stretches.get(from)[0], stretches.get(from)[1]);
      splices.insert(target, (bareEnd ? lineEnd : "") + lines + (ends || bareEnd ? "" : lineEnd));
    } else {
      reprint(slot, rewriting, items);
    }
    finish(slot, splices, items);
  }

  private void finish(Slot slot, Splices splices, List<Value> items) {
    Definition definition = new Definition("slot", slot.place().entry().name().text());
    write(slot.place().file(), splices);
    Slot now = slot(definition.name());
    if (!Rewriting.says(
        new Layout.Listing(now.items(), Layout.Flow.LINES, now.table().span()),
        new Value.Listing(items))) {
      throw new Rewriting.Unwritable();
    }
  }

  /** Takes the changed text of a file, if all other definitions are there as they were. */
  private void write(Layout.File file, Splices splices) {
    if (splices.isEmpty()) {
      return;
    }
    SourceText source = file.source();
    SourceText text = new SourceText(source.name(), splices.applied(source.text()));
    Layout.File after = Layout.of(text);
    if (after.unreadable() > file.unreadable()) {
      throw new Rewriting.Unwritable();
    }
    Collection<Definition> before = definitions.places().keySet();
    files.put(text.name(), after);
    changed.add(text.name());
    definitions = Definitions.of(List.copyOf(files.values()));
    long lost =
        before.stream().filter(definition -> definitions.find(definition).isEmpty()).count();
    if (lost > 1) {
      throw new Rewriting.Unwritable();
    }
  }

  private void expect(Definition definition, Value.Table wanted) {
    boolean there =
        definitions
            .find(definition)
            .map(place -> saysInAnyOrder(place.entry().value(), wanted))
            .orElse(false);
    if (!there) {
      throw new Rewriting.Unwritable();
    }
  }

  /** Keys of a definition may stand in the order that its author chose. */
  private static boolean saysInAnyOrder(Layout layout, Value.Table wanted) {
    if (!(layout instanceof Layout.Table(var entries, _, _))) {
      return layout instanceof Layout.Nothing && wanted.entries().isEmpty();
    }
    Map<String, Layout> written = new LinkedHashMap<>();
    entries.forEach(entry -> written.putIfAbsent(entry.name().text(), entry.value()));
    return written.keySet().equals(wanted.entries().keySet())
        && wanted.entries().entrySet().stream()
            .allMatch(entry -> same(written.get(entry.getKey()), entry.getValue()));
  }

  private static boolean same(@org.jspecify.annotations.Nullable Layout layout, Value value) {
    if (layout == null) {
      return false;
    }
    return switch (value) {
      case Value.Table table -> saysInAnyOrder(layout, table);
      case Value.Listing(var items) when items.isEmpty() ->
          layout instanceof Layout.Listing(var written, _, _) && written.isEmpty();
      case Value.Listing(var items) ->
          layout instanceof Layout.Listing(var written, _, _)
              && written.size() == items.size()
              && java.util.stream.IntStream.range(0, items.size())
                  .allMatch(i -> same(written.get(i), items.get(i)));
      case Value.Text _, Value.Plain _, Value.Rule _ -> Rewriting.says(layout, value);
    };
  }
}
