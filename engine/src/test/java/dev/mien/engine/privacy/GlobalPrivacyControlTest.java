package dev.mien.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the specification of Global Privacy Control says of the field {@code Sec-GPC}. */
class GlobalPrivacyControlTest {
  @Test
  void exactlyOneAsks() {
    assertEquals(GlobalPrivacyControl.ASKED, GlobalPrivacyControl.of(List.of("1")));
  }

  @Test
  void ofSeveralFieldsOneThatAsksIsEnough() {
    assertEquals(GlobalPrivacyControl.ASKED, GlobalPrivacyControl.of(List.of("0", "1")));
    assertEquals(GlobalPrivacyControl.ASKED, GlobalPrivacyControl.of(List.of("1", "1", "x")));
  }

  @Test
  void everyOtherValueIsAsGoodAsNone() {
    for (String value :
        List.of("", "0", "2", "11", "1 ", " 1", "1.0", "+1", "01", "true", "1;a=b", "1, 1", "１")) {
      assertEquals(GlobalPrivacyControl.NOT_ASKED, GlobalPrivacyControl.of(List.of(value)), value);
    }
    assertEquals(GlobalPrivacyControl.NOT_ASKED, GlobalPrivacyControl.of(List.of()));
    assertEquals(GlobalPrivacyControl.NOT_ASKED, GlobalPrivacyControl.of(List.of("0", "2")));
  }
}
