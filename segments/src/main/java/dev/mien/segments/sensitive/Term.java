package dev.mien.segments.sensitive;

import java.util.List;

/**
 * One or more words in a row that mean something.
 *
 * @param written as it stands in the list
 */
record Term(String written, List<Part> parts) {
  /** The shortest stem that is looked for within compounds, too. */
  private static final int COMPOUND_MIN = 7;

  Term {
    parts = List.copyOf(parts);
  }

  /** How a word of a term matches. */
  enum Fit {
    /** It is the word, maybe in the plural. */
    WORD,
    /** Words begin with it; from seven letters on they may also have it further inside. */
    STEM,
    /** Words have it anywhere. */
    INSIDE
  }

  /** One word of a term. */
  record Part(Spelling text, Fit fit) {
    static Part of(Spelling written) {
      String bare = written.plain().replace("*", "");
      Fit fit =
          written.plain().startsWith("*")
              ? Fit.INSIDE
              : written.plain().endsWith("*") ? Fit.STEM : Fit.WORD;
      return new Part(Spelling.of(bare), fit);
    }

    /** Whether a word is meant by this one. */
    boolean fits(Spelling word, Strictness strictness) {
      return switch (fit) {
        case WORD -> isWord(word, strictness);
        case STEM, INSIDE ->
            begins(word, strictness)
                || (isFoundInside(strictness) && word.collapsed().contains(text.collapsed()));
      };
    }

    private boolean isWord(Spelling word, Strictness strictness) {
      return word.plain().equals(text.plain())
          || isPlural(word.plain())
          || (strictness == Strictness.LENIENT && Likeness.is(word.collapsed(), text.collapsed()));
    }

    private boolean isPlural(String word) {
      int length = text.plain().length();
      return word.startsWith(text.plain())
          && switch (word.substring(length)) {
            case "s", "es" -> length > 2;
            case "e", "n", "en", "er", "i" -> length > 4;
            default -> false;
          };
    }

    private boolean begins(Spelling word, Strictness strictness) {
      return word.plain().startsWith(text.plain())
          || (strictness == Strictness.LENIENT
              && Likeness.begins(word.collapsed(), text.collapsed()));
    }

    /** Whether it may stand further inside of a word. */
    boolean isFoundInside(Strictness strictness) {
      return fit == Fit.INSIDE
          || (fit == Fit.STEM
              && strictness == Strictness.LENIENT
              && text.collapsed().length() >= COMPOUND_MIN);
    }
  }

  /** Whether misspellings count. */
  enum Strictness {
    EXACT,
    LENIENT
  }

  /** How many words from {@code start} on are this term; 0 if it does not stand there. */
  int length(List<Spelling> words, int start, Strictness strictness) {
    if (start + parts.size() > words.size()) {
      return 0;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).fits(words.get(start + i), strictness)) {
        return 0;
      }
    }
    return parts.size();
  }
}
