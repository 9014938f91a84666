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

  /** One text, or several in a list; which of them it has to be is for the checker. */
  record TextOrTexts(Look look) implements Form {}

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
    YES,
    NUMBER,
    WHOLE,
    DURATION,
    RULE,
    PATTERN,
    SHARE,
    MOMENT,
    VALUE
  }

  /** Whether {@code node} has this form, down to the texts of lists; if not, that is a finding. */
  default boolean fits(YamlNode node, String what, Findings findings) {
    boolean fits =
        switch (this) {
          case Text _, OneOf _ -> node instanceof YamlNode.Scalar;
          case Listing _ -> node instanceof YamlNode.Listing;
          case TextOrTexts _ -> node instanceof YamlNode.Scalar || node instanceof YamlNode.Listing;
          case Table _ -> node instanceof YamlNode.Mapping || node instanceof YamlNode.Nothing;
          case Fixed(Shape shape) ->
              node instanceof YamlNode.Mapping
                  || (node instanceof YamlNode.Nothing && shape.canBeEmpty());
          case Kinds _ -> node instanceof YamlNode.Mapping;
        };
    if (!fits && !(node instanceof YamlNode.Unusable)) {
      findings.add(
          SyntaxCodes.WRONG_SHAPE,
          node.span(),
          what + " needs " + needed() + ", found " + node.shown(),
          example());
    }
    if (this instanceof Listing(Text of) && node instanceof YamlNode.Listing(var items, _, _)) {
      fits &= eachFits(of, items, what, findings);
    }
    if (this instanceof TextOrTexts(Look look)
        && node instanceof YamlNode.Listing(var items, _, _)) {
      fits &= eachFits(new Text(look), items, what, findings);
    }
    return fits;
  }

  private static boolean eachFits(Form of, List<YamlNode> items, String what, Findings findings) {
    boolean fit = true;
    for (YamlNode item : items) {
      fit &= of.fits(item, "each part of " + what, findings);
    }
    return fit;
  }

  /** What a message says that is needed. */
  private String needed() {
    return switch (this) {
      case Text _, OneOf _ -> "a text";
      case TextOrTexts _ -> "a text or a list";
      case Listing _ -> "a list";
      case Table _, Fixed _, Kinds _ -> "a mapping";
    };
  }

  /** How to write what is needed. */
  private String example() {
    return switch (this) {
      case Text _, OneOf _ -> "write one value after the ':'; texts such as null or ~ need quotes";
      case TextOrTexts _ -> "write one value after the ':', or several in brackets, '[a, b]'";
      case Listing _ -> "write it in brackets, '[a, b]', or on lines that start with '- '";
      case Table _, Fixed _, Kinds _ -> "write its keys on indented lines, or in { }";
    };
  }
}
