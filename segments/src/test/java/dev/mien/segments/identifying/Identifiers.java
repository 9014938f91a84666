package dev.mien.segments.identifying;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Made-up identifiers of every class, by generators that share no code with the detectors. */
enum Identifiers {
  EMAIL(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      return word(random, 3, 9)
          + one(random, "", ".", "_", "+", "-")
          + word(random, 2, 8)
          + "@"
          + word(random, 3, 10)
          + one(random, ".com", ".de", ".co.uk", ".example", ".fr", ".museum", ".io");
    }
  },
  PHONE_E164(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      return phone(random, PhoneNumberFormat.E164);
    }
  },
  PHONE_INTERNATIONAL(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      String number = phone(random, PhoneNumberFormat.INTERNATIONAL);
      return random.nextBoolean() ? number : number.replaceFirst("\\+", "00");
    }
  },
  PHONE_NATIONAL(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      return phone(random, PhoneNumberFormat.NATIONAL);
    }
  },
  IPV4(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      return random.nextInt(1, 256)
          + "."
          + random.nextInt(256)
          + "."
          + random.nextInt(256)
          + "."
          + random.nextInt(256)
          + one(random, "", ":8080");
    }
  },
  IPV6(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      StringBuilder address = new StringBuilder(one(random, "2001:db8", "fe80:0", "2a02:8109"));
      boolean shortened = random.nextBoolean();
      for (int i = 0; i < (shortened ? 3 : 6); i++) {
        address.append(shortened && i == 0 ? "::" : ":");
        address.append(Integer.toHexString(random.nextInt(1, 0x10000)));
      }
      return address.toString();
    }
  },
  MAC(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      byte[] bytes = bytes(random, 6);
      bytes[0] = (byte) 0xa4;
      return HexFormat.ofDelimiter(one(random, ":", "-")).formatHex(bytes);
    }
  },
  UNIQUE_ID(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      return random.nextBoolean() ? id : id.toUpperCase(Locale.ROOT);
    }
  },
  SIGNED_TOKEN(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      return url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
          + "."
          + url(("{\"sub\":\"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8))
          + "."
          + url(bytes(random, 32));
    }
  },
  CARD(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      return card(random);
    }
  },
  CARD_IN_GROUPS(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      return grouped(card(random), 4, one(random, " ", "-"));
    }
  },
  BANK_ACCOUNT(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      return iban(random);
    }
  },
  BANK_ACCOUNT_IN_GROUPS(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      return grouped(iban(random), 4, " ");
    }
  },
  POLISH_ID(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      String body = day(random, "yMd") + digits(random, 4);
      int sum = 0;
      for (int i = 0; i < 10; i++) {
        sum += digit(body, i) * new int[] {1, 3, 7, 9}[i % 4];
      }
      return body + (10 - sum % 10) % 10;
    }
  },
  BRAZILIAN_ID(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      String id = digits(random, 8) + random.nextInt(1, 9) % 9;
      for (int length = 9; length < 11; length++) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
          sum += digit(id, i) * (length + 1 - i);
        }
        int rest = sum % 11;
        id += rest < 2 ? 0 : 11 - rest;
      }
      return random.nextBoolean()
          ? id
          : id.substring(0, 3)
              + "."
              + id.substring(3, 6)
              + "."
              + id.substring(6, 9)
              + "-"
              + id.substring(9);
    }
  },
  SPANISH_ID(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      int number = random.nextInt(10_000_000, 100_000_000);
      return number + one(random, "", "-") + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    }
  },
  FRENCH_ID(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      String body =
          random.nextInt(1, 3)
              + day(random, "yM")
              + String.format(Locale.ROOT, "%02d", random.nextInt(1, 96))
              + digits(random, 6);
      return body + String.format(Locale.ROOT, "%02d", 97 - Long.parseLong(body) % 97);
    }
  },
  CHINESE_ID(Kind.CHECKSUM) {
    @Override
    String draw(RandomGenerator random) {
      String body = digits(random, 6) + "19" + day(random, "yMd") + digits(random, 3);
      int sum = 0;
      for (int i = 0; i < 17; i++) {
        sum += digit(body, i) * (int) ((1L << (17 - i)) % 11);
      }
      return body + "10X98765432".charAt(sum % 11);
    }
  },
  WALLET(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      byte[] payload = bytes(random, 21);
      payload[0] = 0;
      return random.nextBoolean()
          ? "0x" + HexFormat.of().formatHex(bytes(random, 20))
          : base58Check(payload);
    }
  },
  RANDOM_TOKEN(Kind.OTHER) {
    @Override
    String draw(RandomGenerator random) {
      int length = random.nextInt(16, 65);
      String letters =
          one(
              random,
              "0123456789abcdef",
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
      StringBuilder token = new StringBuilder();
      while (token.length() < length) {
        token.append(letters.charAt(random.nextInt(letters.length())));
      }
      return token.toString();
    }
  };

  /** Whether a check digit tells it from anything else. */
  enum Kind {
    CHECKSUM,
    OTHER
  }

  private static final List<String> REGIONS =
      List.of("DE", "GB", "FR", "IT", "ES", "PL", "NL", "US");

  private final Kind kind;

  Identifiers(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  abstract String draw(RandomGenerator random);

  private static String one(RandomGenerator random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String word(RandomGenerator random, int least, int most) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(least, most + 1);
    for (int i = 0; i < length; i++) {
      String letters = i % 2 == 0 ? "bdfghklmnprst" : "aeiou";
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String digits(RandomGenerator random, int length) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < length) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private static int digit(String digits, int place) {
    return digits.charAt(place) - '0';
  }

  private static String day(RandomGenerator random, String parts) {
    return parts
        .replace("y", digits(random, 2))
        .replace("M", String.format(Locale.ROOT, "%02d", random.nextInt(1, 13)))
        .replace("d", String.format(Locale.ROOT, "%02d", random.nextInt(1, 29)));
  }

  private static String grouped(String text, int size, String joint) {
    StringBuilder grouped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      grouped.append(i > 0 && i % size == 0 ? joint : "").append(text.charAt(i));
    }
    return grouped.toString();
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A number of a country's mobile or fixed network, by changing digits of an example. */
  private static String phone(RandomGenerator random, PhoneNumberFormat format) {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    String region = REGIONS.get(random.nextInt(REGIONS.size()));
    PhoneNumberType type =
        random.nextBoolean() ? PhoneNumberType.MOBILE : PhoneNumberType.FIXED_LINE;
    String example =
        library.format(library.getExampleNumberForType(region, type), PhoneNumberFormat.E164);
    while (true) {
      char[] changed = example.toCharArray();
      for (int i = changed.length - 5; i < changed.length; i++) {
        changed[i] = (char) ('0' + random.nextInt(10));
      }
      try {
        PhoneNumber number = library.parse(new String(changed), "ZZ");
        if (library.isValidNumber(number)) {
          return library.format(number, format);
        }
      } catch (NumberParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String card(RandomGenerator random) {
    String prefix =
        one(
            random, "4", "51", "5555", "2221", "34", "37", "6011", "65", "36", "3530", "62",
            "5018");
    int length =
        switch (prefix) {
          case "34", "37" -> 15;
          case "36" -> 14;
          case "4" -> random.nextBoolean() ? 16 : 19;
          case "62" -> random.nextInt(16, 20);
          // Rarely as short as the rules of the network allow.
          case "5018" -> random.nextInt(20) == 0 ? random.nextInt(12, 14) : random.nextInt(14, 20);
          default -> 16;
        };
    String body = prefix + digits(random, length - prefix.length() - 1);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int doubled = digit(body, body.length() - 1 - i) * (i % 2 == 0 ? 2 : 1);
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return body + (10 - sum % 10) % 10;
  }

  private static String iban(RandomGenerator random) {
    String form =
        one(random, "DE 18", "FR 23", "ES 20", "PL 24", "AT 16", "GB L 14", "NL L 10", "BE 12");
    String country = form.substring(0, 2);
    String bank = form.contains(" L ") ? one(random, "NWBK", "INGB", "RABO", "BARC") : "";
    String body =
        bank + digits(random, Integer.parseInt(form.substring(form.lastIndexOf(' ') + 1)));
    StringBuilder number = new StringBuilder();
    (body + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    return country + String.format(Locale.ROOT, "%02d", check) + body;
  }

  private static String base58Check(byte[] payload) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] check = sha.digest(sha.digest(payload));
      byte[] whole = Arrays.copyOf(payload, payload.length + 4);
      System.arraycopy(check, 0, whole, payload.length, 4);
      BigInteger rest = new BigInteger(1, whole);
      StringBuilder text = new StringBuilder();
      while (rest.signum() > 0) {
        BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
        text.append(
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
                .charAt(parts[1].intValue()));
        rest = parts[0];
      }
      for (int i = 0; i < whole.length && whole[i] == 0; i++) {
        text.append('1');
      }
      return text.reverse().toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
