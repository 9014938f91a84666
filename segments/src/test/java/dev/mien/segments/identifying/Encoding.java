package dev.mien.segments.identifying;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The forms in which an identifier may reach us. */
enum Encoding {
  PLAIN {
    @Override
    String of(String text) {
      return text;
    }
  },
  IN_A_SENTENCE {
    @Override
    String of(String text) {
      return "reach me by " + text + ", thanks";
    }
  },
  AS_A_VALUE {
    @Override
    String of(String text) {
      return "q=" + text + "&page=2";
    }
  },
  PERCENT {
    @Override
    String of(String text) {
      StringBuilder encoded = new StringBuilder();
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b));
      }
      return encoded.toString();
    }
  },
  DOUBLE_PERCENT {
    @Override
    String of(String text) {
      return PERCENT.of(text).replace("%", "%25");
    }
  },
  BASE64 {
    @Override
    String of(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  },
  BASE64_URL {
    @Override
    String of(String text) {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  },
  FULL_WIDTH {
    @Override
    String of(String text) {
      return shifted(text, 0xff01 - '!');
    }
  },
  DEVANAGARI_DIGITS {
    @Override
    String of(String text) {
      StringBuilder written = new StringBuilder();
      text.chars()
          .forEach(c -> written.append((char) (c >= '0' && c <= '9' ? c - '0' + 0x0966 : c)));
      return written.toString();
    }
  },
  ZERO_WIDTH_JOINERS {
    @Override
    String of(String text) {
      StringBuilder joined = new StringBuilder();
      text.chars().forEach(c -> joined.append((char) c).append('\u200d'));
      return joined.toString();
    }
  };

  abstract String of(String text);

  private static String shifted(String text, int by) {
    StringBuilder shifted = new StringBuilder();
    text.chars().forEach(c -> shifted.append((char) (c > ' ' && c <= '~' ? c + by : c)));
    return shifted.toString();
  }
}
