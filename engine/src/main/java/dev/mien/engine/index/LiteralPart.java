package dev.mien.engine.index;

import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import java.util.ArrayList;
import java.util.List;

/** A part of a literal: it holds if the view of the attribute has any bit of the mask. */
record LiteralPart(int attribute, View view, long mask) {
  /** Tests that hold together exactly where the literal does. */
  static List<LiteralPart> of(Literal literal) {
    return switch (literal) {
      case CodeIn(int attribute, long codes) ->
          List.of(new LiteralPart(attribute, View.VALUE, codes));
      case CodeInOrMissing(int attribute, long codes) ->
          List.of(
              codes == 0
                  ? new LiteralPart(attribute, View.MISSING, -1)
                  : new LiteralPart(attribute, View.VALUE_OR_MISSING, codes));
      case Missing(int attribute) -> List.of(new LiteralPart(attribute, View.MISSING, -1));
      case Labels(int attribute, long present, long absent) -> {
        List<LiteralPart> tests = new ArrayList<>();
        addEach(new LiteralPart(attribute, View.VALUE, present), tests);
        addEach(new LiteralPart(attribute, View.LACKING, absent), tests);
        yield tests.isEmpty() ? List.of(new LiteralPart(attribute, View.KNOWN, -1)) : tests;
      }
    };
  }

  /** All of several labels takes a test for each. */
  private static void addEach(LiteralPart all, List<LiteralPart> tests) {
    for (long left = all.mask(); left != 0; left &= left - 1) {
      tests.add(new LiteralPart(all.attribute(), all.view(), Long.lowestOneBit(left)));
    }
  }
}
