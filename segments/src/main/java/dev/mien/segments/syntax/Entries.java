package dev.mien.segments.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The entries of one mapping under their names. */
final class Entries {
  /** A name with what stands under it. */
  record Named(Word name, YamlNode value) {}

  private Entries() {}

  /** All entries, except that a key which is no text is a finding instead. */
  static List<Named> all(YamlNode.Mapping mapping, Findings findings) {
    List<Named> named = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key() instanceof YamlNode.Scalar key) {
        named.add(new Named(key.word(), entry.value()));
      } else if (!(entry.key() instanceof YamlNode.Unusable)) {
        findings.add(
            SyntaxCodes.WRONG_SHAPE,
            entry.key().span(),
            "a key is a text, found " + entry.key().shown(),
            "write a name before the ':'; names such as null need quotes");
      }
    }
    return named;
  }

  /** The first entry of each name; a second one is a finding with the code {@code duplicate}. */
  static List<Named> distinct(YamlNode.Mapping mapping, String duplicate, Findings findings) {
    List<Named> distinct = new ArrayList<>();
    Map<String, Word> seen = new HashMap<>();
    for (Named entry : all(mapping, findings)) {
      Word first = seen.putIfAbsent(entry.name().text(), entry.name());
      if (first == null) {
        distinct.add(entry);
      } else if (!findings.isFull()) {
        findings.add(
            duplicate,
            entry.name().span(),
            "'" + entry.name() + "' is here twice",
            "the first is in line " + first.span().line() + "; remove or rename one of them");
      }
    }
    return distinct;
  }
}
