package dev.mien.segments.syntax;

import dev.mien.segments.syntax.Declaration.RecipientDeclaration;
import dev.mien.segments.syntax.Declaration.TermDeclaration;
import dev.mien.segments.syntax.Entries.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code recipients:}. */
final class RecipientReader {
  private final Findings findings;
  private final Declarations declarations;

  RecipientReader(Findings findings, Declarations declarations) {
    this.findings = findings;
    this.declarations = declarations;
  }

  /** Reads one recipient. One that is told of nothing that could be read is left out. */
  void read(Named entry) {
    Optional<Fields> read = Fields.of(Shapes.RECIPIENT, entry, findings);
    List<TermDeclaration> terms = read.map(RecipientReader::terms).orElse(List.of());
    if (read.isEmpty() || terms.isEmpty()) {
      read.filter(fields -> fields.has("segments")).ifPresent(this::reportNoTerms);
      declarations.omit(Shapes.RECIPIENT.noun(), entry.name());
      return;
    }
    Fields fields = read.get();
    declarations.keep(
        Shapes.RECIPIENT.noun(),
        new RecipientDeclaration(
            entry.name(),
            fields.word("title"),
            fields.word("purpose"),
            terms,
            fields.word("most"),
            fields.word("epsilon")));
  }

  private static List<TermDeclaration> terms(Fields fields) {
    List<TermDeclaration> terms = new ArrayList<>();
    for (Named term : fields.table("segments")) {
      if (term.value() instanceof YamlNode.Scalar id) {
        terms.add(new TermDeclaration(term.name(), id.word()));
      }
    }
    return terms;
  }

  private void reportNoTerms(Fields fields) {
    findings.add(
        SyntaxCodes.MISSING_KEY,
        fields.key("segments").span(),
        "a recipient is told of one segment at least",
        "write at least one as 'segment: id' below 'segments'");
  }
}
