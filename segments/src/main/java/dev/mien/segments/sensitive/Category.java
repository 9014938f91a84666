package dev.mien.segments.sensitive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What visitors must not be told apart by, or only once a second person has agreed.
 *
 * <p>Those that are barred are the special categories of Article 9 of the GDPR, and criminal
 * convictions (Article 10).
 */
public enum Category {
  HEALTH(Rule.BARRED, "health or pregnancy"),
  RELIGION(Rule.BARRED, "religion or belief"),
  POLITICS(Rule.BARRED, "political opinions"),
  TRADE_UNION(Rule.BARRED, "membership of a trade union"),
  ETHNICITY(Rule.BARRED, "racial or ethnic origin"),
  SEX_LIFE(Rule.BARRED, "sex life or sexual orientation"),
  BIOMETRICS(Rule.BARRED, "biometric data"),
  GENETICS(Rule.BARRED, "genetic data"),
  CRIME(Rule.BARRED, "criminal offences or convictions"),
  HARDSHIP(Rule.SECOND_PERSON, "hardship or money trouble"),
  MINORS(Rule.SECOND_PERSON, "minors"),
  RELATIONSHIPS(Rule.SECOND_PERSON, "relationships, divorce or bereavement"),
  GAMBLING(Rule.SECOND_PERSON, "gambling"),
  INTOXICANTS(Rule.SECOND_PERSON, "alcohol, tobacco or drugs");

  /** What follows for a definition. */
  public enum Rule {
    /** It is refused. */
    BARRED,
    /** It is published only once a second person has agreed. */
    SECOND_PERSON
  }

  private final Rule rule;
  private final String words;

  Category(Rule rule, String words) {
    this.rule = rule;
    this.words = words;
  }

  public Rule rule() {
    return rule;
  }

  /** The category as messages name it. */
  public String words() {
    return words;
  }

  /** The name as the word lists write it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Category> of(String code) {
    return Arrays.stream(values()).filter(category -> category.code().equals(code)).findFirst();
  }
}
