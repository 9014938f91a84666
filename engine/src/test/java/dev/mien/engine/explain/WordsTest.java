package dev.mien.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Origin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Alphabet.Numeric EUR =
      new Alphabet.Numeric("EUR", Stream.of("0", "20", "50").map(BigDecimal::new).toList());

  private static Attribute attribute(Alphabet alphabet) {
    return new Attribute(
        new AttributeName("x"),
        alphabet,
        new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
        0,
        "");
  }

  @Test
  void aNumberIsToldByItsPlaceAmongTheEdges() {
    assertEquals("below 0 EUR", Words.value(EUR, EUR.code(-1)));
    assertEquals("exactly 0 EUR", Words.value(EUR, EUR.code(0)));
    assertEquals("between 0 and 20 EUR", Words.value(EUR, EUR.code(19.99)));
    assertEquals("exactly 50 EUR", Words.value(EUR, EUR.code(50)));
    assertEquals("above 50 EUR", Words.value(EUR, EUR.code(1e9)));
  }

  @Test
  void codesAreAskedForAsARuleWouldSayIt() {
    Attribute number = attribute(EUR);
    assertEquals("x < 20", Words.asked(number, 0b0000111));
    assertEquals("x <= 20", Words.asked(number, 0b0001111));
    assertEquals("x >= 20", Words.asked(number, 0b1111000));
    assertEquals("x > 20", Words.asked(number, 0b1110000));
    assertEquals("x is 20", Words.asked(number, 0b0001000));
    assertEquals("x >= 20 and x <= 50", Words.asked(number, 0b0111000));
    assertEquals("x < 20 or x > 20", Words.asked(number, 0b1110111));

    Attribute count = attribute(new Alphabet.Count(8));
    assertEquals("x >= 3", Words.asked(count, 0b111111000));
    assertEquals("x is 3", Words.asked(count, 0b000001000));
    assertEquals("x <= 2", Words.asked(count, 0b000000111));

    Attribute elapsed =
        attribute(new Alphabet.Elapsed(List.of(Duration.ofMinutes(1), Duration.ofHours(2))));
    assertEquals("x < 1 minute", Words.asked(elapsed, 0b001));
    assertEquals("x >= 2 hours", Words.asked(elapsed, 0b100));

    Attribute choice = attribute(new Alphabet.Choice(List.of("a", "b", "c")));
    assertEquals("x is b", Words.asked(choice, 0b010));
    assertEquals("x is not b", Words.asked(choice, 0b101));
    assertEquals("x is true", Words.asked(attribute(new Alphabet.Flag()), 0b10));
  }
}
