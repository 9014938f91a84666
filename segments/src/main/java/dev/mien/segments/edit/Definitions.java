package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Where each definition of a workspace stands. Of several under one name the first counts, as it
 * does for the reader.
 */
public final class Definitions {
  private final List<Layout.File> files;
  private final SequencedMap<Definition, Place> places = new LinkedHashMap<>();
  private final List<Table> tables = new ArrayList<>();

  /** A definition in its file: its name and what stands under it. */
  public record Place(Layout.File file, Layout.Entry entry) {
    /** The line of its name, counted from 1. */
    public int line() {
      return file.source().line(entry.span().start());
    }
  }

  /** A table of definitions, found under its key. */
  record Table(Section section, Layout.File file, Layout.Entry entry) {}

  private Definitions(List<Layout.File> files) {
    this.files = files;
    for (Layout.File file : files) {
      for (Layout document : file.documents()) {
        if (document instanceof Layout.Table(var entries, _, _)) {
          entries.forEach(entry -> section(file, entry));
        }
      }
    }
  }

  /** Of laid-out files, in the order of their names. */
  static Definitions of(List<Layout.File> files) {
    return new Definitions(
        files.stream().sorted(Comparator.comparing(file -> file.source().name())).toList());
  }

  public static Definitions ofTexts(List<SourceText> texts) {
    return of(texts.stream().map(Layout::of).toList());
  }

  private void section(Layout.File file, Layout.Entry entry) {
    if (entry.name().text().equals("schema")) {
      if (entry.value() instanceof Layout.Table(var parts, _, _)) {
        for (Layout.Entry part : parts) {
          Section.ofSchema().stream()
              .filter(section -> section.path().getLast().equals(part.name().text()))
              .forEach(section -> table(new Table(section, file, part)));
        }
      }
      return;
    }
    table(new Table(Section.under(entry.name().text()), file, entry));
  }

  private void table(Table table) {
    String kind = table.section().kind();
    if (table.section().isHeading()) {
      places.putIfAbsent(new Definition(kind, ""), new Place(table.file(), table.entry()));
      return;
    }
    tables.add(table);
    if (table.entry().value() instanceof Layout.Table(var entries, _, _)) {
      for (Layout.Entry entry : entries) {
        places.putIfAbsent(
            new Definition(kind, entry.name().text()), new Place(table.file(), entry));
      }
    }
  }

  public Optional<Place> find(Definition definition) {
    return Optional.ofNullable(places.get(definition));
  }

  /** All of them, in the order they are written. */
  public SequencedMap<Definition, Place> places() {
    return Collections.unmodifiableSequencedMap(places);
  }

  List<Table> tables(Section section) {
    return tables.stream().filter(table -> table.section().kind().equals(section.kind())).toList();
  }

  List<Table> allTables() {
    return List.copyOf(tables);
  }

  List<Layout.File> files() {
    return files;
  }

  Optional<Layout.File> file(String name) {
    return files.stream().filter(file -> file.source().name().equals(name)).findFirst();
  }
}
