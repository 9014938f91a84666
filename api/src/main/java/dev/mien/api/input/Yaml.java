package dev.mien.api.input;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of a file, which is asked for the shape it should have. */
public final class Yaml {
  private static final int CODE_POINTS_MAX = 1 << 20;
  private static final int ALIASES_MAX = 50;

  private final Node node;
  private final SourceText source;
  private final Findings findings;

  private Yaml(Node node, SourceText source, Findings findings) {
    this.node = node;
    this.source = source;
    this.findings = findings;
  }

  /**
   * The root of a file; none where it is empty or no YAML, which is then found.
   *
   * @param what what is in the file, in one word
   * @param first what to write first, where there is nothing
   */
  public static Optional<Yaml> parse(
      SourceText source, String what, String first, Findings findings) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setUseMarks(true)
            .setCodePointLimit(CODE_POINTS_MAX)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(source.text());
      if (root.isEmpty()) {
        findings.error("empty-" + what, source.span(0, 0), "the " + what + " file is empty", first);
      }
      return root.map(node -> new Yaml(node, source, findings));
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(mark -> offset(source, mark)).orElse(0);
      findings.error("not-yaml", source.span(at, at), "this is no YAML", e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException _) {
      findings.error(
          "not-yaml",
          source.span(0, 0),
          "this is no YAML, or more than " + CODE_POINTS_MAX + " characters of it",
          "");
      return Optional.empty();
    }
  }

  public Span span() {
    int start = node.getStartMark().map(mark -> offset(source, mark)).orElse(0);
    int end = node.getEndMark().map(mark -> offset(source, mark)).orElse(start);
    return source.span(start, Math.max(start, end));
  }

  /** Whether it is one word, and not a list or keys and values. */
  public boolean isWord() {
    return node instanceof ScalarNode;
  }

  /** The text of a scalar; anything else is found to be wrong. */
  public Optional<Placed> word(String what) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new Placed(scalar.getValue(), span()));
    }
    misshapen(what, "one word", "");
    return Optional.empty();
  }

  /** The items of a list; a lone scalar is a list of one. */
  public List<Yaml> items(String what) {
    return switch (node) {
      case SequenceNode sequence ->
          sequence.getValue().stream().map(item -> new Yaml(item, source, findings)).toList();
      case ScalarNode _ -> List.of(this);
      default -> {
        misshapen(what, "a list", "write it like [one, another]");
        yield List.of();
      }
    };
  }

  public List<Placed> words(String what) {
    return items(what).stream().flatMap(item -> item.word(what).stream()).toList();
  }

  /** The entries of a mapping, each key once; anything else is found to be wrong. */
  public Optional<Entries> entries(String what) {
    if (!(node instanceof MappingNode mapping)) {
      misshapen(what, "keys and values", "write it like { key: value }");
      return Optional.empty();
    }
    SequencedMap<String, Entries.Entry> byKey = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<Placed> key = new Yaml(tuple.getKeyNode(), source, findings).word("a key");
      if (key.isEmpty()) {
        continue;
      }
      Yaml value = new Yaml(tuple.getValueNode(), source, findings);
      if (byKey.putIfAbsent(key.get().text(), new Entries.Entry(key.get(), value)) != null) {
        findings.error(
            "duplicate-key",
            key.get().span(),
            "'" + key.get() + "' is written twice",
            "keep one of them");
      }
    }
    return Optional.of(new Entries(what, span(), byKey, findings));
  }

  private void misshapen(String what, String wanted, String hint) {
    findings.error("wrong-shape", span(), what + " is " + wanted, hint);
  }

  // Marks count code points, spans count UTF-16 units.
  private static int offset(SourceText source, Mark mark) {
    String text = source.text();
    int codePoints = Math.min(mark.getIndex(), text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, codePoints);
  }
}
