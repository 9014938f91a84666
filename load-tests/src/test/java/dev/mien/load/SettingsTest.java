package dev.mien.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void everythingHasADefault() {
    Settings settings = Settings.of(Map.of());
    assertEquals("http://127.0.0.1:8080", settings.baseUrl());
    assertEquals(Duration.ofSeconds(60), settings.duration());
    assertTrue(settings.origin().isEmpty());
  }

  @Test
  void aSlashAtTheEndOfTheAddressIsTakenOff() {
    assertEquals(
        "https://mien.example", Settings.of(Map.of("baseUrl", "https://mien.example/")).baseUrl());
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
}
