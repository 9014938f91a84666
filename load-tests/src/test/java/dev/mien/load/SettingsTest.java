package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void everythingHasADefault() {
    Settings settings = Settings.of(Map.of());
    assertEquals("http://127.0.0.1:8080", settings.target().baseUrls().getFirst());
    assertEquals(Duration.ofSeconds(60), settings.arrival().duration());
    assertTrue(settings.target().origin().isEmpty());
  }

  @Test
  void aSlashAtTheEndOfTheAddressIsTakenOff() {
    assertEquals(
        "https://mien.example",
        Settings.of(Map.of("baseUrl", "https://mien.example/")).target().baseUrls().getFirst());
  }

  @Test
  void aWrongValueIsRefusedByItsName() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "rate", "many",
                "duration", "0",
                "baseUrl", "ftp://mien.example",
                "slots", "home.hero,,",
                "failed", "101")
            .entrySet()) {
      Map<String, String> given = Map.of(wrong.getKey(), wrong.getValue());
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> Settings.of(given));
      assertTrue(String.valueOf(refusal.getMessage()).contains(wrong.getKey()), wrong.getKey());
    }
  }

  @Test
  void aMistypedPropertyIsNotPassedOver() {
    assertThrows(IllegalArgumentException.class, () -> Settings.of(Map.of("durration", "10")));
  }

  @Test
  void aKindHasDefaultsOfItsOwnWhichGivenValuesReplace() {
    assertEquals(5, Settings.of(Map.of("simulation", "smoke")).arrival().rate());
    assertEquals(7, Settings.of(Map.of("simulation", "smoke", "rate", "7")).arrival().rate());
  }

  @Test
  void everyKindMakesAPlanAndOnlyNamesPropertiesThatThereAre() {
    for (Kind kind : Kind.values()) {
      assertTrue(Settings.DEFAULTS.keySet().containsAll(kind.defaults().keySet()), kind.word());
      Settings settings =
          Settings.of(
              Map.of(
                  "simulation", kind.word(),
                  "baseUrl", "http://127.0.0.1:8080,http://127.0.0.1:8090",
                  "admin", "http://127.0.0.1:8081",
                  "token", "a-token"));
      assertNotNull(kind.plan(settings), kind.word());
    }
  }

  @Test
  void anUnknownKindIsRefusedWithAllThatThereAre() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Settings.of(Map.of("simulation", "help")));
    for (Kind kind : Kind.values()) {
      assertTrue(String.valueOf(refusal.getMessage()).contains(kind.word()), kind.word());
    }
  }

  @Test
  void aRunThatPublishesOrKillsSaysWhatItNeeds() {
    for (String kind : List.of("publish", "node-killed")) {
      Settings settings = Settings.of(Map.of("simulation", kind));
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> settings.kind().plan(settings));
      assertTrue(String.valueOf(refusal.getMessage()).contains("-Dmien."), kind);
    }
  }
}
