package dev.mien.engine.promise;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON object of strings and whole numbers in the canonical form of RFC 8785: one object, one
 * text. Without fractions the rules for numbers never matter.
 */
public final class FlatJson {
  /** The longest text that is read. */
  static final int CHARACTERS_MAX = 16_384;

  private static final long WHOLE_MAX = (1L << 53) - 1;

  private final SortedMap<String, Member> members;

  private FlatJson(SortedMap<String, Member> members) {
    this.members = Collections.unmodifiableSortedMap(members);
  }

  /** A value. */
  private sealed interface Member {
    record Text(String text) implements Member {}

    record Whole(long number) implements Member {}
  }

  /** An object that members are put into. */
  static final class Builder {
    private final SortedMap<String, Member> members = new TreeMap<>();

    Builder put(String name, String text) {
      members.put(name, new Member.Text(text));
      return this;
    }

    Builder put(String name, long number) {
      if (Math.abs(number) > WHOLE_MAX) {
        throw new IllegalArgumentException(name + " is beyond what JSON numbers say exactly");
      }
      members.put(name, new Member.Whole(number));
      return this;
    }

    FlatJson build() {
      return new FlatJson(new TreeMap<>(members));
    }
  }

  /** The object that a text is the canonical form of. */
  public static Optional<FlatJson> read(String text) {
    return text.length() > CHARACTERS_MAX
        ? Optional.empty()
        : new Reader(text).object().filter(object -> object.text().equals(text));
  }

  Optional<String> text(String name) {
    return members.get(name) instanceof Member.Text(var text)
        ? Optional.of(text)
        : Optional.empty();
  }

  Optional<Long> whole(String name) {
    return members.get(name) instanceof Member.Whole(var number)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** The canonical form. */
  public String text() {
    StringBuilder out = new StringBuilder("{");
    for (Map.Entry<String, Member> member : members.entrySet()) {
      if (out.length() > 1) {
        out.append(',');
      }
      quote(member.getKey(), out);
      out.append(':');
      switch (member.getValue()) {
        case Member.Text(var text) -> quote(text, out);
        case Member.Whole(var number) -> out.append(number);
      }
    }
    return out.append('}').toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatJson json && members.equals(json.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  /** Reads what could be canonical; whether it is shows when it is written again. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Optional<FlatJson> object() {
      SortedMap<String, Member> members = new TreeMap<>();
      if (!take('{')) {
        return Optional.empty();
      }
      while (!take('}')) {
        if (!members.isEmpty() && !take(',')) {
          return Optional.empty();
        }
        Optional<String> name = string();
        Optional<Member> value = name.isPresent() && take(':') ? value() : Optional.empty();
        if (value.isEmpty()) {
          return Optional.empty();
        }
        members.put(name.orElseThrow(), value.orElseThrow());
      }
      return at == text.length() ? Optional.of(new FlatJson(members)) : Optional.empty();
    }

    private boolean take(char c) {
      boolean found = at < text.length() && text.charAt(at) == c;
      at += found ? 1 : 0;
      return found;
    }

    private Optional<Member> value() {
      return at < text.length() && text.charAt(at) == '"'
          ? string().map(Member.Text::new)
          : number();
    }

    private Optional<Member> number() {
      int from = at;
      while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      try {
        long number = Long.parseLong(text.substring(from, at));
        return Math.abs(number) <= WHOLE_MAX
            ? Optional.of(new Member.Whole(number))
            : Optional.empty();
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }

    private Optional<String> string() {
      if (!take('"')) {
        return Optional.empty();
      }
      StringBuilder out = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          return Optional.of(out.toString());
        }
        if (c != '\\') {
          out.append(c);
        } else if (!escape(out)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    private boolean escape(StringBuilder out) {
      char c = at < text.length() ? text.charAt(at++) : ' ';
      int plain = "\"\\btnfr".indexOf(c);
      if (plain >= 0) {
        out.append("\"\\\b\t\n\f\r".charAt(plain));
        return true;
      }
      if (c != 'u' || at + 4 > text.length()) {
        return false;
      }
      try {
        out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
        return true;
      } catch (NumberFormatException _) {
        return false;
      }
    }
  }
}
