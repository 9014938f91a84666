package dev.mien.segments.check;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.syntax.Declaration.PurposeDeclaration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How much the attributes of each purpose can tell together, in bits. */
final class BudgetCheck {
  private static final int NAMED_MAX = 3;

  private final Findings findings;

  BudgetCheck(Findings findings) {
    this.findings = findings;
  }

  /** Compares sums with budgets; {@code declarations} say where each purpose is written. */
  void check(
      List<PurposeDeclaration> declarations, List<Purpose> purposes, List<Attribute> attributes) {
    for (int purpose = 0; purpose < purposes.size(); purpose++) {
      int position = purpose;
      List<Attribute> own =
          attributes.stream().filter(attribute -> attribute.purpose() == position).toList();
      double bits = own.stream().mapToDouble(attribute -> attribute.alphabet().bits()).sum();
      if (bits > purposes.get(purpose).bitsMax()) {
        report(declarations, purposes.get(purpose), own, bits);
      }
    }
  }

  private void report(
      List<PurposeDeclaration> declarations, Purpose purpose, List<Attribute> own, double bits) {
    PurposeDeclaration declared =
        declarations.stream()
            .filter(declaration -> declaration.name().text().equals(purpose.name().text()))
            .findFirst()
            .orElseThrow();
    String largest =
        own.stream()
            .sorted(
                Comparator.comparingDouble((Attribute attribute) -> -attribute.alphabet().bits())
                    .thenComparing(Attribute::name))
            .limit(NAMED_MAX)
            .map(
                attribute ->
                    attribute.name() + " (" + Phrases.bits(attribute.alphabet().bits()) + ")")
            .collect(Collectors.joining(", "));
    findings.report(
        Code.BITS_OVER_BUDGET,
        declared.bits().orElse(declared.name()).span(),
        "the attributes of '"
            + purpose.name()
            + "' can tell "
            + Phrases.bits(bits)
            + " bits of a session, and its budget is "
            + purpose.bitsMax(),
        "the largest are "
            + largest
            + "; merge labels or edges that no rule needs, or raise 'bits'");
  }
}
