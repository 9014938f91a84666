package dev.mien.segments.check;

import dev.mien.segments.model.Names;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of things that authors name. */
enum Named {
  WORKSPACE("a workspace", Names.KEBAB),
  PURPOSE("a purpose", Names.SNAKE),
  ATTRIBUTE("an attribute", Names.SNAKE),
  EVENT("an event", Names.SNAKE),
  FIELD("a field", Names.SNAKE),
  SEGMENT("a segment", Names.KEBAB),
  RULE("a rule", Names.KEBAB),
  SLOT("a slot", Names.DOTTED),
  CONTENT_FIELD("a content field", Names.SNAKE),
  OFFER("an offer", Names.KEBAB),
  VARIANT("a variant", Names.KEBAB),
  RECIPIENT("a recipient", Names.KEBAB),
  PERSONA("a persona", Names.KEBAB),
  GRID("a grid", Names.KEBAB),
  LABEL("a label", Names.LABEL);

  private final String one;
  private final Pattern shape;

  Named(String one, Pattern shape) {
    this.one = one;
    this.shape = shape;
  }

  /** The kind with its article: {@code an attribute}. */
  String one() {
    return one;
  }

  /** The kind alone: {@code attribute}. */
  String word() {
    return one.substring(one.indexOf(' ') + 1);
  }

  Pattern shape() {
    return shape;
  }

  /** What can be put after a word to make another name of this shape. */
  String suffix() {
    return switch (this) {
      case PURPOSE, ATTRIBUTE, EVENT, FIELD, CONTENT_FIELD -> "_" + word().replace(' ', '_');
      case WORKSPACE, SEGMENT, RULE, OFFER, VARIANT, RECIPIENT, PERSONA, GRID, SLOT, LABEL ->
          "-" + word();
    };
  }

  /** The shape in words. */
  String shapeInWords() {
    return switch (this) {
      case PURPOSE, ATTRIBUTE, EVENT, FIELD, CONTENT_FIELD ->
          "use lower-case letters, digits and underscores, and start with a letter";
      case WORKSPACE, SEGMENT, RULE, OFFER, VARIANT, RECIPIENT, PERSONA, GRID ->
          "use lower-case letters and digits, joined by single dashes, and start with a letter";
      case SLOT ->
          "use lower-case letters and digits, joined by single dots, dashes or underscores, and"
              + " start with a letter";
      case LABEL ->
          "use letters, digits, dots, dashes and underscores, and start with a letter or a digit";
    };
  }

  /** A name of this shape that is like {@code text}; empty where there is none. */
  String alike(String text) {
    String joint =
        switch (this) {
          case PURPOSE, ATTRIBUTE, EVENT, FIELD, CONTENT_FIELD -> "_";
          case WORKSPACE, SEGMENT, RULE, OFFER, VARIANT, RECIPIENT, PERSONA, GRID, SLOT, LABEL ->
              "-";
        };
    boolean keepsDots = this == SLOT || this == LABEL;
    String spaced = text.replaceAll("([a-z0-9])([A-Z])", "$1" + joint + "$2");
    String lower = this == LABEL ? text : spaced.toLowerCase(Locale.ROOT);
    String joined =
        lower
            .replaceAll(keepsDots ? "[^A-Za-z0-9.]+" : "[^A-Za-z0-9]+", joint)
            .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    return Names.fits(shape, joined) ? joined : "";
  }
}
