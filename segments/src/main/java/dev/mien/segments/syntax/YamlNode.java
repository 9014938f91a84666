package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** A piece of a YAML document with its place; of mappings and lists the place is the first line. */
sealed interface YamlNode {
  Span span();

  /** What messages call it. */
  default String shown() {
    return switch (this) {
      case Scalar _ -> "a text";
      case Listing _ -> "a list";
      case Mapping _ -> "a mapping";
      case Nothing _ -> "nothing";
      case Unusable _ -> "something else";
    };
  }

  /** The mapping that stands here; one without entries where nothing stands here. */
  default Mapping asMapping() {
    return this instanceof Mapping mapping
        ? mapping
        : new Mapping(List.of(), span(), new Extent(span(), Flow.LINES));
  }

  /** All that it takes up. */
  default Span whole() {
    return switch (this) {
      case Listing listing -> listing.extent().whole();
      case Mapping mapping -> mapping.extent().whole();
      case Scalar _, Nothing _, Unusable _ -> span();
    };
  }

  /** A text, a number, a date: whatever is written without structure. */
  record Scalar(String text, ScalarStyle style, Span span) implements YamlNode {
    Word word() {
      return new Word(text, span);
    }

    /** The text with the place of each character. */
    MappedText mapped() {
      return ScalarPlaces.of(this);
    }
  }

  record Listing(List<YamlNode> items, Span span, Extent extent) implements YamlNode {
    public Listing {
      items = List.copyOf(items);
    }
  }

  record Mapping(List<Entry> entries, Span span, Extent extent) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  record Entry(YamlNode key, YamlNode value) {}

  /** All of what a mapping or a list takes up, and how it is written. */
  record Extent(Span whole, Flow flow) {}

  /** How the parts of a mapping or a list are set apart. */
  enum Flow {
    /** On lines of their own, by indentation. */
    LINES,
    /** In brackets, by commas. */
    BRACKETS
  }

  /** Nothing at all, {@code ~} or {@code null}. */
  record Nothing(Span span) implements YamlNode {}

  /** Something about which a finding was already made. */
  record Unusable(Span span) implements YamlNode {}
}
