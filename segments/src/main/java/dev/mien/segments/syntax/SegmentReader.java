package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.RuleDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Entries.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code segments:}. */
final class SegmentReader {
  private final Findings findings;
  private final Declarations declarations;

  SegmentReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  /** Reads one segment. One without any rule or score that could be read is left out. */
  void read(Named entry) {
    Optional<Fields> read = Fields.of(Shapes.SEGMENT, entry, findings);
    List<RuleDeclaration> rules = read.map(fields -> rules(entry.name(), fields)).orElse(List.of());
    Optional<ScoreDeclaration> score =
        rules.isEmpty() ? read.flatMap(new ScoreReader(findings)::read) : Optional.empty();
    if (read.isEmpty() || (rules.isEmpty() && score.isEmpty())) {
      declarations.omit(Shapes.SEGMENT.noun(), entry.name());
    } else {
      Optional<Word> title = read.get().word("title");
      declarations.keep(
          Shapes.SEGMENT.noun(), new SegmentDeclaration(entry.name(), title, rules, score));
    }
  }

  private List<RuleDeclaration> rules(Word segment, Fields fields) {
    List<RuleDeclaration> rules = new ArrayList<>();
    fields.node("when").flatMap(node -> rule(segment, node)).ifPresent(rules::add);
    List<Named> alternatives = fields.table("rules");
    for (Named alternative : alternatives) {
      rule(alternative.name(), alternative.value()).ifPresent(rules::add);
    }
    if (fields.has("rules") && alternatives.isEmpty()) {
      findings.add(
          SyntaxCodes.MISSING_KEY,
          fields.key("rules").span(),
          "'" + segment + "' has no rules",
          "write at least one as 'name: rule' below 'rules', or one rule after 'when'");
    }
    return rules;
  }

  private Optional<RuleDeclaration> rule(Word name, YamlNode node) {
    String what = "rule '" + name + "'";
    if (!new Form.Text(Form.Look.RULE).fits(node, what, findings)) {
      return Optional.empty();
    }
    return node instanceof YamlNode.Scalar scalar
        ? findings
            .take(RuleParser.parseRule(scalar.mapped()))
            .map(expression -> new RuleDeclaration(name, expression))
        : Optional.empty();
  }
}
