package dev.mien.segments.syntax;

import dev.mien.segments.source.NearestName;
import dev.mien.segments.syntax.Shape.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The keys of one mapping, held against its shape. Whatever does not fit is a finding and is not
 * here, so what is here has the form that the shape says.
 */
final class Fields {
  private final Shape shape;
  private final Word owner;
  private final Findings findings;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<Named> others = new ArrayList<>();
  private final Set<String> wanting = new HashSet<>();

  /** A key with what stands under it. */
  private record Field(Word key, YamlNode value) {}

  /** A name that the author chose, with what stands under it. */
  record Named(Word name, YamlNode value) {}

  /**
   * Reads {@code mapping} as {@code shape}.
   *
   * @param owner the name of what is declared, or what stands for it: where missing keys are shown
   */
  Fields(Shape shape, YamlNode.Mapping mapping, Word owner, Findings findings) {
    this(shape, mapping, owner, findings, Set.of());
  }

  private Fields(
      Shape shape,
      YamlNode.Mapping mapping,
      Word owner,
      Findings findings,
      Collection<String> elsewhere) {
    this.shape = shape;
    this.owner = owner;
    this.findings = findings;
    for (Named entry : named(mapping, SyntaxCodes.DUPLICATE_KEY, findings)) {
      Optional<Shape.Key> key = shape.key(entry.name().text());
      if (key.isPresent()) {
        take(key.get(), entry);
      } else if (shape.others().isPresent()) {
        others.add(entry);
      } else {
        refuse(entry.name(), elsewhere);
      }
    }
    reportMissing();
    shape.exactlyOne().forEach(this::reportUnlessOne);
  }

  /** Reads what stands under a name as {@code shape}; empty where it is no mapping. */
  static Optional<Fields> of(Shape shape, Named entry, Findings findings) {
    Word name = entry.name();
    return fits(new Form.Fixed(shape), entry.value(), "'" + name + "'", findings)
        ? Optional.of(new Fields(shape, asMapping(entry.value()), name, findings))
        : Optional.empty();
  }

  /**
   * Reads {@code mapping} as the kind that its keys say it is; empty where they say none or two.
   */
  static Optional<Fields> ofKind(
      Family family, YamlNode.Mapping mapping, Word owner, Findings findings) {
    List<String> known = family.kindKeys();
    List<Word> kinds =
        mapping.entries().stream()
            .map(YamlNode.Entry::key)
            .filter(key -> key instanceof YamlNode.Scalar(var text, _, _) && known.contains(text))
            .map(key -> ((YamlNode.Scalar) key).word())
            .filter(firstOfEach())
            .toList();
    if (kinds.size() == 1) {
      Shape shape = family.kind(kinds.getFirst().text());
      return Optional.of(new Fields(shape, mapping, owner, findings, family.allKeys()));
    }
    if (kinds.isEmpty()) {
      reportNoKind(family, mapping, owner, findings);
    } else {
      findings.add(
          SyntaxCodes.CONFLICTING_KEYS,
          kinds.get(1).span(),
          "'" + owner + "' is both '" + kinds.get(0) + "' and '" + kinds.get(1) + "'",
          "keep one of them, or declare two under different names");
    }
    return Optional.empty();
  }

  private static Predicate<Word> firstOfEach() {
    Set<String> seen = new HashSet<>();
    return word -> seen.add(word.text());
  }

  private static void reportNoKind(
      Family family, YamlNode.Mapping mapping, Word owner, Findings findings) {
    Optional<String> meant =
        mapping.entries().stream()
            .filter(entry -> entry.key() instanceof YamlNode.Scalar)
            .map(entry -> ((YamlNode.Scalar) entry.key()).text())
            .filter(text -> !family.allKeys().contains(text))
            .flatMap(text -> NearestName.of(text, family.kindKeys()).stream())
            .findFirst();
    findings.add(
        SyntaxCodes.MISSING_KEY,
        owner.span(),
        "'" + owner + "' does not say what kind of thing it is",
        meant
            .map(key -> "did you mean '" + key + "'?")
            .orElse(family.noun() + " has one of the keys " + listed(family.kindKeys())));
  }

  /** The entries of a table, without those whose keys are no names or come twice. */
  static List<Named> named(YamlNode.Mapping mapping, String duplicateCode, Findings findings) {
    List<Named> named = new ArrayList<>();
    Map<String, Word> seen = new HashMap<>();
    for (Named entry : scalarKeys(mapping, findings)) {
      Word first = seen.putIfAbsent(entry.name().text(), entry.name());
      if (first == null) {
        named.add(entry);
      } else {
        findings.add(
            duplicateCode,
            entry.name().span(),
            "'" + entry.name() + "' is here twice",
            "the first is in line " + first.span().line() + "; remove or rename one of them");
      }
    }
    return named;
  }

  private static List<Named> scalarKeys(YamlNode.Mapping mapping, Findings findings) {
    List<Named> named = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key() instanceof YamlNode.Scalar key) {
        named.add(new Named(key.word(), entry.value()));
      } else if (!(entry.key() instanceof YamlNode.Unusable)) {
        findings.add(
            SyntaxCodes.WRONG_SHAPE,
            entry.key().span(),
            "a key is a text, found " + entry.key().shown(),
            "write a name before the ':'");
      }
    }
    return named;
  }

  private void take(Shape.Key key, Named entry) {
    if (fits(key.form(), entry.value(), "'" + key.name() + "'", findings)) {
      fields.put(key.name(), new Field(entry.name(), entry.value()));
    } else {
      wanting.add(key.name());
    }
  }

  private void refuse(Word key, Collection<String> elsewhere) {
    if (elsewhere.contains(key.text())) {
      findings.add(
          SyntaxCodes.MISPLACED_KEY,
          key.span(),
          shape.noun() + " has no '" + key + "'",
          "remove it; the keys of " + shape.noun() + " are " + listed(shape.names()));
    } else {
      findings.add(
          SyntaxCodes.UNKNOWN_KEY,
          key.span(),
          shape.noun() + " has no key '" + key + "'",
          NearestName.hint(
              key.text(),
              shape.names(),
              "the keys of " + shape.noun() + " are " + listed(shape.names())));
    }
  }

  private void reportMissing() {
    for (Shape.Key key : shape.keys()) {
      boolean absent = !fields.containsKey(key.name()) && !wanting.contains(key.name());
      if (key.need() == Need.REQUIRED && absent) {
        wanting.add(key.name());
        findings.add(
            SyntaxCodes.MISSING_KEY,
            owner.span(),
            shape.noun() + " needs '" + key.name() + "', and '" + owner + "' has none",
            "add '" + key.name() + "': " + lowered(key.about()));
      }
    }
  }

  private void reportUnlessOne(List<String> keys) {
    List<String> given =
        keys.stream().filter(key -> fields.containsKey(key) || wanting.contains(key)).toList();
    if (given.isEmpty()) {
      wanting.addAll(keys);
      findings.add(
          SyntaxCodes.MISSING_KEY,
          owner.span(),
          shape.noun() + " needs " + either(keys) + ", and '" + owner + "' has neither",
          "add one of them");
    } else if (given.size() > 1) {
      wanting.addAll(keys);
      Word second = fields.containsKey(given.get(1)) ? fields.get(given.get(1)).key() : owner;
      findings.add(
          SyntaxCodes.CONFLICTING_KEYS,
          second.span(),
          shape.noun() + " has " + either(keys) + ", and '" + owner + "' has both",
          "keep one of them");
    }
  }

  /** Whether {@code node} has the form, down to the texts of lists; if not, that is a finding. */
  static boolean fits(Form form, YamlNode node, String what, Findings findings) {
    boolean fits =
        switch (form) {
          case Form.Text _, Form.OneOf _ -> node instanceof YamlNode.Scalar;
          case Form.Listing _ -> node instanceof YamlNode.Listing;
          case Form.Table _ -> node instanceof YamlNode.Mapping || node instanceof YamlNode.Nothing;
          case Form.Fixed(Shape shape) ->
              node instanceof YamlNode.Mapping
                  || (node instanceof YamlNode.Nothing && shape.canBeEmpty());
          case Form.Kinds _ -> node instanceof YamlNode.Mapping;
        };
    if (!fits && !(node instanceof YamlNode.Unusable)) {
      findings.add(
          SyntaxCodes.WRONG_SHAPE,
          node.span(),
          what + " needs " + form.needed() + ", found " + node.shown(),
          form.example());
    }
    if (fits
        && form instanceof Form.Listing(Form.Text of)
        && node instanceof YamlNode.Listing(var items, _)) {
      for (YamlNode item : items) {
        fits &= fits(of, item, "each part of " + what, findings);
      }
    }
    return fits;
  }

  /** Whether nothing that belongs here is missing or has a wrong form. */
  boolean isSound() {
    return wanting.isEmpty();
  }

  /**
   * Whether {@code keys}, as far as the shape knows them, are neither missing nor of wrong form.
   */
  boolean isSound(Collection<String> keys) {
    return keys.stream().noneMatch(wanting::contains);
  }

  Shape shape() {
    return shape;
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  /** The key itself, with its place. */
  Word key(String key) {
    return Optional.ofNullable(fields.get(key)).map(Field::key).orElse(owner);
  }

  /** The mapping under {@code key}; one without entries where nothing is written there. */
  Optional<YamlNode.Mapping> mapping(String key) {
    return node(key).map(Fields::asMapping);
  }

  /** A node that fits a mapping, as one: nothing is a mapping without entries. */
  static YamlNode.Mapping asMapping(YamlNode node) {
    return node instanceof YamlNode.Mapping mapping
        ? mapping
        : new YamlNode.Mapping(List.of(), node.span());
  }

  Optional<YamlNode> node(String key) {
    return Optional.ofNullable(fields.get(key)).map(Field::value);
  }

  Optional<Word> word(String key) {
    return node(key).map(node -> node instanceof YamlNode.Scalar scalar ? scalar.word() : owner);
  }

  /** The texts of a list; none where there is no list. */
  List<Word> words(String key) {
    return items(key).stream().map(YamlNode.Scalar::word).toList();
  }

  /** The parts of a list; none where there is no list. */
  List<YamlNode> parts(String key) {
    return node(key)
        .map(node -> node instanceof YamlNode.Listing(var items, _) ? items : List.of(node))
        .orElse(List.of());
  }

  /** The texts of a list, or the one text. */
  List<YamlNode.Scalar> items(String key) {
    return parts(key).stream()
        .filter(YamlNode.Scalar.class::isInstance)
        .map(YamlNode.Scalar.class::cast)
        .toList();
  }

  /** The entries of a table; none where there is no table. */
  List<Named> table(String key) {
    return mapping(key)
        .map(mapping -> named(mapping, SyntaxCodes.DUPLICATE_NAME, findings))
        .orElse(List.of());
  }

  /** The entries of a table of declarations, with those whose names come twice. */
  List<Named> everyEntry(String key) {
    return mapping(key).map(mapping -> scalarKeys(mapping, findings)).orElse(List.of());
  }

  /** The entries under names that the author chose. */
  List<Named> others() {
    return others;
  }

  private static String either(List<String> keys) {
    return "either "
        + keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(" or "));
  }

  private static String listed(Collection<String> keys) {
    return keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
  }

  private static String lowered(String about) {
    String text = about.endsWith(".") ? about.substring(0, about.length() - 1) : about;
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
