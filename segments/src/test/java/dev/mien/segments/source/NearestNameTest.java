package dev.mien.segments.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("device", "basket_value", "sale_views", "last_sale", "age", "ago");

  @Test
  void oneSlipOfTheFingerIsForgiven() {
    assertEquals(Optional.of("device"), NearestName.of("devise", KNOWN));
    assertEquals(Optional.of("device"), NearestName.of("devce", KNOWN));
    assertEquals(Optional.of("device"), NearestName.of("deviice", KNOWN));
    assertEquals(Optional.of("device"), NearestName.of("devcie", KNOWN));
  }

  @Test
  void anotherCaseAndAnotherDashAreNear() {
    assertEquals(Optional.of("device"), NearestName.of("DEVICE", KNOWN));
    assertEquals(Optional.of("basket_value"), NearestName.of("basket-value", KNOWN));
    assertEquals(Optional.of("basket_value"), NearestName.of("BasketValue", KNOWN));
  }

  @Test
  void aShortNameForgivesLittle() {
    assertEquals(Optional.empty(), NearestName.of("xy", List.of("ab", "c")));
    assertEquals(Optional.empty(), NearestName.of("x", List.of("y")));
    assertEquals(Optional.empty(), NearestName.of("price", KNOWN));
  }

  @Test
  void theFirstInTheAlphabetWinsWhateverTheOrder() {
    assertEquals(Optional.of("age"), NearestName.of("agx", List.of("ago", "age")));
    assertEquals(Optional.of("age"), NearestName.of("agx", List.of("age", "ago")));
  }

  @Test
  void theNearerNameWinsOverTheEarlierOne() {
    assertEquals(
        Optional.of("sale_views"), NearestName.of("sale_viewz", List.of("sale_vie", "sale_views")));
    assertEquals(
        Optional.of("last_sale"), NearestName.of("last_sales", List.of("last_sal", "last_sale")));
  }

  @Test
  void nothingIsNearToNothingNorToWhatNobodyTypes() {
    assertEquals(Optional.empty(), NearestName.of("", KNOWN));
    assertEquals(Optional.empty(), NearestName.of("x".repeat(65), List.of("x".repeat(64))));
    assertEquals(Optional.empty(), NearestName.of("device", List.of()));
  }

  @Test
  void aHintAsksForTheNearestOrSaysSomethingElse() {
    assertEquals("did you mean 'device'?", NearestName.hint("devise", KNOWN, "else"));
    assertEquals("else", NearestName.hint("price", KNOWN, "else"));
  }
}
