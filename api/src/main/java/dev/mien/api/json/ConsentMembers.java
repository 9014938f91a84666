package dev.mien.api.json;

import dev.mien.api.json.AnswerJson.Receipt;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.IabConsent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of an object that states consent: the purposes by name, or a consent string in place
 * of them. A string is read here and let go.
 */
public final class ConsentMembers {
  private static final int MEMBERS_MAX = 5;
  private static final int DATE_TIME_CHARACTERS_MAX = 40;

  private final JsonWalk walk;
  private final BodyRules rules;
  private Optional<List<String>> purposes = Optional.empty();
  private Optional<IabConsent> read = Optional.empty();
  private Optional<Instant> until = Optional.empty();
  private Receipt receipt = Receipt.NOT_WANTED;
  private int ways;

  private ConsentMembers(JsonWalk walk, BodyRules rules) {
    this.walk = walk;
    this.rules = rules;
  }

  /** Takes an object that states a consent. */
  public static ConsentSaid read(JsonWalk walk, BodyRules rules, String pointer)
      throws IOException {
    ConsentMembers members = new ConsentMembers(walk, rules);
    walk.object(pointer, MEMBERS_MAX, members::take);
    return new ConsentSaid(members.stated(pointer), members.receipt);
  }

  private void take(String name, String pointer) throws IOException {
    switch (name) {
      case "purposes" -> {
        ways++;
        List<String> names = new ArrayList<>();
        walk.array(
            pointer,
            rules.limits().purposesMax(),
            place -> walk.text(place, rules.limits().nameCharactersMax()).ifPresent(names::add));
        purposes = Optional.of(names);
      }
      case "tcf" -> string(pointer, rules.strings()::tcf);
      case "gpp" -> string(pointer, rules.strings()::gpp);
      case "until" -> {
        if (!walk.isNull()) {
          until = walk.instant(pointer, DATE_TIME_CHARACTERS_MAX);
        }
      }
      case "receipt" -> receipt = walk.flag(pointer) ? Receipt.WANTED : Receipt.NOT_WANTED;
      default -> {
        walk.error(
            pointer, "unknown-name", "A consent has purposes, tcf or gpp, and until and receipt.");
        walk.skip();
      }
    }
  }

  private void string(String pointer, Function<String, IabConsent> reader) throws IOException {
    ways++;
    read = walk.text(pointer, Integer.MAX_VALUE).map(reader);
  }

  private ConsentStatement stated(String pointer) {
    if (ways == 0) {
      walk.error(
          pointer + "/purposes",
          "missing",
          "Send the names of the purposes that are allowed; none is a refusal.");
    } else if (ways > 1) {
      walk.error(pointer, "too-many", "Send one of purposes, tcf and gpp.");
    }
    return read.<ConsentStatement>map(said -> new ConsentStatement.ByString(said, until))
        .orElseGet(() -> new ConsentStatement.Stated(purposes.orElse(List.of()), until));
  }
}
