package dev.mien.segments.identifying;

import java.util.Locale;

/** What the tripwire can find. The codes are labels of a metric and keep their meaning. */
public enum Detector {
  EMAIL("an e-mail address"),
  PHONE("a telephone number"),
  IP_ADDRESS("an IP address"),
  MAC_ADDRESS("the address of a network card"),
  UUID("a UUID"),
  JWT("a signed token (JWT)"),
  CARD("the number of a payment card"),
  IBAN("the number of a bank account (IBAN)"),
  NATIONAL_ID("the number of an identity, tax or insurance register"),
  CRYPTO_ADDRESS("the address of a crypto wallet"),
  TOKEN("a long random token");

  private final String words;

  Detector(String words) {
    this.words = words;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it finds, with its article. */
  public String words() {
    return words;
  }
}
