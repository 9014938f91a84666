package dev.mien.segments.syntax;

import dev.mien.segments.source.NearestName;
import dev.mien.segments.syntax.Entries.Named;
import dev.mien.segments.syntax.Shape.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one mapping, held against its shape. Whatever does not fit is a finding and is not
 * here, so what is here has the form that the shape says.
 */
final class Fields {
  private final Shape shape;
  private final Owner owner;
  private final Findings findings;
  private final Map<String, Named> fields = new LinkedHashMap<>();
  private final List<Named> others = new ArrayList<>();
  private final Set<String> wanting = new HashSet<>();

  /** Keys that were probably meant by unknown ones; that they are missing is said by that. */
  private final Set<String> misspelt = new HashSet<>();

  /** Reads {@code mapping} as {@code shape}. */
  Fields(Shape shape, YamlNode.Mapping mapping, Owner owner, Findings findings) {
    this(shape, mapping, owner, findings, Set.of());
  }

  private Fields(
      Shape shape,
      YamlNode.Mapping mapping,
      Owner owner,
      Findings findings,
      Collection<String> elsewhere) {
    this.shape = shape;
    this.owner = owner;
    this.findings = findings;
    String duplicate =
        shape.others().isPresent() ? SyntaxCodes.DUPLICATE_NAME : SyntaxCodes.DUPLICATE_KEY;
    for (Named entry : Entries.distinct(mapping, duplicate, findings)) {
      Optional<Shape.Key> key = shape.key(entry.name().text());
      if (key.isPresent()) {
        take(key.get(), entry);
      } else if (shape.others().isPresent()) {
        others.add(entry);
      } else {
        refuse(entry.name(), elsewhere);
      }
    }
    shape.keys().forEach(this::reportMissing);
    shape.exactlyOne().forEach(this::reportUnlessOne);
  }

  /** Reads what stands under a name as {@code shape}; empty where it is no mapping. */
  static Optional<Fields> of(Shape shape, Named entry, Findings findings) {
    Owner owner = Owner.of(entry.name());
    return new Form.Fixed(shape).fits(entry.value(), owner.shown(), findings)
        ? Optional.of(new Fields(shape, entry.value().asMapping(), owner, findings))
        : Optional.empty();
  }

  /**
   * Reads {@code mapping} as the kind that its keys say it is; empty where they say none or two.
   */
  static Optional<Fields> ofKind(
      Family family, YamlNode.Mapping mapping, Owner owner, Findings findings) {
    Map<String, Word> written = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key() instanceof YamlNode.Scalar key) {
        written.putIfAbsent(key.text(), key.word());
      }
    }
    Set<String> kinds = new LinkedHashSet<>(written.keySet());
    kinds.retainAll(family.kindKeys());
    List<String> said = List.copyOf(kinds);
    if (said.size() == 1) {
      Shape shape = family.kind(said.getFirst());
      return Optional.of(new Fields(shape, mapping, owner, findings, family.allKeys()));
    }
    if (said.isEmpty()) {
      reportNoKind(family, written.values(), owner, findings);
    } else {
      findings.add(
          SyntaxCodes.CONFLICTING_KEYS,
          written.getOrDefault(said.get(1), new Word("", owner.span())).span(),
          owner.shown() + " has both '" + said.get(0) + "' and '" + said.get(1) + "'",
          family.noun() + " is of one kind: keep one of them, or declare two");
    }
    return Optional.empty();
  }

  private static void reportNoKind(
      Family family, Collection<Word> written, Owner owner, Findings findings) {
    for (Word key : written) {
      Optional<String> meant = NearestName.of(key.text(), family.kindKeys());
      if (meant.isPresent() && !family.allKeys().contains(key.text())) {
        findings.add(
            SyntaxCodes.UNKNOWN_KEY,
            key.span(),
            family.noun() + " has no key '" + key + "'",
            "did you mean '" + meant.get() + "'?");
        return;
      }
    }
    findings.add(
        SyntaxCodes.MISSING_KEY,
        owner.span(),
        owner.shown() + " does not say of what kind it is",
        family.noun() + " has one of the keys " + listed(family.kindKeys()));
  }

  private void take(Shape.Key key, Named entry) {
    if (key.form().fits(entry.value(), "'" + key.name() + "'", findings)) {
      fields.put(key.name(), entry);
    } else {
      wanting.add(key.name());
    }
  }

  private void refuse(Word key, Collection<String> elsewhere) {
    String known =
        shape.names().size() == 1
            ? "the only key of " + shape.noun() + " is " + listed(shape.names())
            : "the keys of " + shape.noun() + " are " + listed(shape.names());
    String message = shape.noun() + " has no key '" + key + "'";
    if (elsewhere.contains(key.text())) {
      findings.add(SyntaxCodes.MISPLACED_KEY, key.span(), message, "remove it; " + known);
    } else {
      NearestName.of(key.text(), shape.names()).ifPresent(misspelt::add);
      String hint = NearestName.hint(key.text(), shape.names(), known);
      findings.add(SyntaxCodes.UNKNOWN_KEY, key.span(), message, hint);
    }
  }

  private void reportMissing(Shape.Key key) {
    if (key.need() == Need.REQUIRED && !isGiven(key.name())) {
      wanting.add(key.name());
      if (!misspelt.contains(key.name())) {
        findings.add(
            SyntaxCodes.MISSING_KEY,
            owner.span(),
            owner.shown() + " has no '" + key.name() + "'",
            shape.noun() + " needs '" + key.name() + "': " + inSentence(key.about()));
      }
    }
  }

  private void reportUnlessOne(List<String> keys) {
    List<String> given = keys.stream().filter(this::isGiven).toList();
    if (given.size() == 1) {
      return;
    }
    wanting.addAll(keys);
    if (given.isEmpty() && keys.stream().anyMatch(misspelt::contains)) {
      return;
    }
    if (given.isEmpty()) {
      findings.add(
          SyntaxCodes.MISSING_KEY,
          owner.span(),
          owner.shown() + " has neither " + listed(keys, " nor "),
          shape.noun() + " needs one of them");
    } else {
      findings.add(
          SyntaxCodes.CONFLICTING_KEYS,
          key(given.getLast()).span(),
          owner.shown() + " has both " + listed(given, " and "),
          shape.noun() + " has one of them: keep either");
    }
  }

  private boolean isGiven(String key) {
    return fields.containsKey(key) || wanting.contains(key);
  }

  Shape shape() {
    return shape;
  }

  /** Whether nothing that belongs here is missing or has a wrong form. */
  boolean isSound() {
    return wanting.isEmpty();
  }

  /** Whether none of {@code keys} is missing or has a wrong form. */
  boolean isSound(Collection<String> keys) {
    return keys.stream().noneMatch(wanting::contains);
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  /** The key itself with its place; where it is absent, that of the owner. */
  Word key(String key) {
    return Optional.ofNullable(fields.get(key))
        .map(Named::name)
        .orElseGet(() -> new Word(key, owner.span()));
  }

  Optional<YamlNode> node(String key) {
    return Optional.ofNullable(fields.get(key)).map(Named::value);
  }

  /** The mapping under {@code key}; one without entries where nothing is written there. */
  Optional<YamlNode.Mapping> mapping(String key) {
    return node(key).map(YamlNode::asMapping);
  }

  Optional<YamlNode.Scalar> scalar(String key) {
    return node(key).filter(YamlNode.Scalar.class::isInstance).map(YamlNode.Scalar.class::cast);
  }

  Optional<Word> word(String key) {
    return scalar(key).map(YamlNode.Scalar::word);
  }

  /** The parts of a list; none where there is no list. */
  List<YamlNode> items(String key) {
    return node(key)
        .map(
            node -> node instanceof YamlNode.Listing(var items, _, _) ? items : List.<YamlNode>of())
        .orElse(List.of());
  }

  /** The texts of a list; none where there is no list. */
  List<YamlNode.Scalar> scalars(String key) {
    return items(key).stream()
        .filter(YamlNode.Scalar.class::isInstance)
        .map(YamlNode.Scalar.class::cast)
        .toList();
  }

  /** The texts of a list; none where there is no list. */
  List<Word> words(String key) {
    return scalars(key).stream().map(YamlNode.Scalar::word).toList();
  }

  /** The entries of a table, each name once; none where there is no table. */
  List<Named> table(String key) {
    return mapping(key)
        .map(mapping -> Entries.distinct(mapping, SyntaxCodes.DUPLICATE_NAME, findings))
        .orElse(List.of());
  }

  /** The entries of a table of declarations, with those whose names come twice. */
  List<Named> everyEntry(String key) {
    return mapping(key).map(mapping -> Entries.all(mapping, findings)).orElse(List.of());
  }

  /** The entries under names that the author chose. */
  List<Named> others() {
    return others;
  }

  /** Keys as a message lists them. */
  static String listed(Collection<String> keys) {
    return listed(keys, ", ");
  }

  private static String listed(Collection<String> keys, String separator) {
    return keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(separator));
  }

  private static String inSentence(String about) {
    String text = about.endsWith(".") ? about.substring(0, about.length() - 1) : about;
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
