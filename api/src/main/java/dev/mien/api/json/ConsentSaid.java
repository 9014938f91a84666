package dev.mien.api.json;

import dev.mien.api.json.AnswerJson.Receipt;
import dev.mien.engine.privacy.ConsentStatement;

/** What a body says about consent. */
public record ConsentSaid(ConsentStatement statement, Receipt receipt) {
  static ConsentSaid nothing() {
    return new ConsentSaid(new ConsentStatement.Unsaid(), Receipt.NOT_WANTED);
  }
}
