package dev.mien.segments.sensitive;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A word as it is compared: in lower-case letters without marks.
 *
 * @param collapsed the same with each doubled letter once
 */
record Spelling(String plain, String collapsed) {
  /** What stands between words that are taken out, so that no phrase reaches across them. */
  static final Spelling GAP = new Spelling("", "");

  private static final Pattern BOUNDARY =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern COUNT = Pattern.compile("(?<=[a-z])[0-9]+$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern JOINTS = Pattern.compile("[^a-z0-9@$!*]+");
  private static final int SPELT_OUT_MIN = 3;

  static Spelling of(String plain) {
    return new Spelling(plain, collapsed(plain));
  }

  boolean isGap() {
    return plain.isEmpty();
  }

  char first() {
    return plain.charAt(0);
  }

  /** This word and another without a space. */
  Spelling joined(Spelling next) {
    return of(plain + next.plain);
  }

  /** The words of a text, with those that are spelt out letter by letter put together. */
  static List<Spelling> words(String text) {
    List<Spelling> words = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    for (String part : JOINTS.split(bare(BOUNDARY.matcher(text).replaceAll(" ")), -1)) {
      if (part.length() == 1 && Character.isLetter(part.charAt(0))) {
        letters.append(part);
        continue;
      }
      addSpeltOut(letters, words);
      if (!part.isEmpty()) {
        words.add(of(unleeted(part)));
      }
    }
    addSpeltOut(letters, words);
    return words;
  }

  private static void addSpeltOut(StringBuilder letters, List<Spelling> words) {
    if (letters.length() >= SPELT_OUT_MIN) {
      words.add(of(letters.toString()));
    } else {
      letters.chars().forEach(letter -> words.add(of(Character.toString(letter))));
    }
    letters.setLength(0);
  }

  private static String bare(String text) {
    String unmarked =
        MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder plain = new StringBuilder(unmarked.length());
    unmarked
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(point -> Character.getType(point) != Character.FORMAT)
        .forEach(
            point -> {
              switch (point) {
                case 'ß' -> plain.append("ss");
                case 'ł' -> plain.append('l');
                case 'ø' -> plain.append('o');
                case 'æ' -> plain.append("ae");
                case 'œ' -> plain.append("oe");
                case 'đ' -> plain.append('d');
                case 'ı' -> plain.append('i');
                default -> plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }

  /**
   * A word with the letters that digits and signs within it stand for. Where there are as many of
   * those as letters, they are numbers; at its end they only count.
   */
  private static String unleeted(String part) {
    String word = COUNT.matcher(part).replaceFirst("");
    long written = word.chars().filter(Character::isLetter).count();
    if (2 * written <= word.length()) {
      return part;
    }
    StringBuilder letters = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      letters.append(
          switch (word.charAt(i)) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> word.charAt(i);
          });
    }
    return letters.toString();
  }

  /** A word with each doubled letter once. */
  private static String collapsed(String word) {
    StringBuilder collapsed = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
        collapsed.append(word.charAt(i));
      }
    }
    return collapsed.toString();
  }
}
