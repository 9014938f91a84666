package dev.mien.segments.syntax;

import java.util.List;

/** What may stand under a key. */
sealed interface Form {
  /** A text without structure that looks in a certain way; whether it does is for the checker. */
  record Text(Look look) implements Form {}

  /** One of a few words; whether it is one of them is for the checker. */
  record OneOf(List<String> words) implements Form {
    public OneOf {
      words = List.copyOf(words);
    }
  }

  /** Several of one form, in brackets or on lines with dashes. */
  record Listing(Form of) implements Form {}

  /** Names that the author chooses, each with something of one form. May be left empty. */
  record Table(Form of) implements Form {}

  /** A mapping whose keys the language knows. */
  record Fixed(Shape shape) implements Form {}

  /** A mapping whose keys depend on what kind of thing it is. */
  record Kinds(Family family) implements Form {}

  /** How a text without structure looks, for the schema that editors use. */
  enum Look {
    LINE,
    NAME,
    LABEL,
    FLAG,
    NUMBER,
    WHOLE,
    DURATION,
    EDGE,
    RULE,
    PATTERN,
    SHARE,
    MOMENT,
    VALUE
  }

  /** What a message says that is needed. */
  default String needed() {
    return switch (this) {
      case Text _, OneOf _ -> "a text";
      case Listing _ -> "a list";
      case Table _, Fixed _, Kinds _ -> "a mapping";
    };
  }

  /** How to write what is needed. */
  default String example() {
    return switch (this) {
      case Text _, OneOf _ -> "write one value after the ':'; texts such as null or ~ need quotes";
      case Listing _ -> "write it in brackets, '[a, b]', or on lines that start with '- '";
      case Table _, Fixed _, Kinds _ -> "write its keys on indented lines, or in { }";
    };
  }
}
