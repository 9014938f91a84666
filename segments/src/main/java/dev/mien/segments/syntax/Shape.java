package dev.mien.segments.syntax;

import java.util.List;
import java.util.Optional;

/**
 * The keys of one kind of mapping. The reader and the schema for editors both follow it.
 *
 * @param noun what the mapping declares, as messages call it: {@code a segment}
 * @param keys the keys it knows
 * @param exactlyOne groups of keys of which one is given and no more
 * @param others what stands under names that the author chooses, where there are any beside the
 *     keys
 */
record Shape(
    String noun, List<Key> keys, List<List<String>> exactlyOne, Optional<Form.Kinds> others) {
  Shape {
    keys = List.copyOf(keys);
    exactlyOne = List.copyOf(exactlyOne);
  }

  static Shape of(String noun, Key... keys) {
    return new Shape(noun, List.of(keys), List.of(), Optional.empty());
  }

  /** The same, with exactly one of {@code keys}. */
  Shape withOneOf(String... alternatives) {
    return new Shape(noun, keys, List.of(List.of(alternatives)), others);
  }

  /** The same, with names of the author's beside the keys. */
  Shape withOthers(Form.Kinds form) {
    return new Shape(noun, keys, exactlyOne, Optional.of(form));
  }

  /** Whether a mapping without any key has this shape. */
  boolean canBeEmpty() {
    return exactlyOne.isEmpty() && keys.stream().noneMatch(key -> key.need() == Need.REQUIRED);
  }

  Optional<Key> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  /**
   * One key of a mapping.
   *
   * @param about what it says, for the author's editor
   */
  record Key(String name, Form form, Need need, String about) {
    static Key required(String name, Form form, String about) {
      return new Key(name, form, Need.REQUIRED, about);
    }

    static Key optional(String name, Form form, String about) {
      return new Key(name, form, Need.OPTIONAL, about);
    }
  }

  /** Whether a mapping can do without a key. */
  enum Need {
    REQUIRED,
    OPTIONAL
  }
}
