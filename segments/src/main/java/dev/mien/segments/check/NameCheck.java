package dev.mien.segments.check;

import dev.mien.segments.model.Names;
import dev.mien.segments.syntax.RuleWords;
import dev.mien.segments.syntax.Word;
import java.util.HashMap;
import java.util.Map;

/** Whether the names of one kind in one place have the right shape and differ from each other. */
final class NameCheck {
  private final Named kind;
  private final Findings findings;
  private final Map<String, Word> seen = new HashMap<>();

  /** What may be done with a name. */
  enum Standing {
    /** It may be declared. */
    NEW,
    /** Its shape is wrong, which has been reported. */
    MISNAMED,
    /** Something else has it already, which has been reported. */
    REPEATED
  }

  NameCheck(Named kind, Findings findings) {
    this.kind = kind;
    this.findings = findings;
  }

  Standing check(Word name) {
    Word earlier = seen.putIfAbsent(name.text(), name);
    if (earlier != null) {
      findings.report(
          Code.DUPLICATE_NAME,
          name.span(),
          kind.one() + " '" + name + "' is declared twice",
          "the first is at " + earlier.span() + "; remove or rename one of them");
      return Standing.REPEATED;
    }
    return shape(name) ? Standing.NEW : Standing.MISNAMED;
  }

  private boolean shape(Word name) {
    String text = name.text();
    if (text.length() > Names.LENGTH_MAX) {
      findings.report(
          Code.NAME_TOO_LONG,
          name.span(),
          "a name has at most "
              + Names.LENGTH_MAX
              + " characters, and this one has "
              + text.length(),
          "shorten it");
      return false;
    }
    if (RuleWords.isReserved(text)) {
      findings.report(
          Code.RESERVED_NAME,
          name.span(),
          "'" + text + "' is a word of the rule language and cannot name " + kind.one(),
          "choose another name, such as '" + text + kind.suffix() + "'");
      return false;
    }
    if (!kind.shape().matcher(text).matches()) {
      String alike = kind.alike(text);
      findings.report(
          Code.BAD_NAME,
          name.span(),
          "'" + text + "' cannot name " + kind.one(),
          kind.shapeInWords() + (alike.isEmpty() ? "" : ", as in '" + alike + "'"));
      return false;
    }
    return true;
  }
}
