package dev.mien.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every place for credits does. */
public abstract class CreditsContract {
  private static final Actor ANA = new Actor("p-ana", "Ana \u00d1u\u00f1ez");
  private static final Actor BEN = new Actor("p-ben", "Ben");

  private Credits credits;

  /** A place that holds nothing yet. */
  protected abstract Credits open() throws Exception;

  @BeforeEach
  void openCredits() throws Exception {
    credits = open();
  }

  private static Remark remark(Actor by, String text) {
    return new Remark(new Change(Instant.parse("2026-11-21T10:00:00.123Z"), by), text);
  }

  private static Credit credit(long edition) {
    return new Credit(
        edition,
        remark(BEN, "the sale, with ' \" \\ and \u20ac"),
        List.of(ANA, BEN),
        Optional.of(remark(ANA, "seen\nand agreed")),
        Credit.Origin.draft(new DraftName("spring")));
  }

  @Test
  void creditsComeBackAsTheyWere() throws IOException {
    Credit files =
        new Credit(2, remark(ANA, ""), List.of(ANA), Optional.empty(), Credit.Origin.files());
    Credit back =
        new Credit(7, remark(ANA, ""), List.of(), Optional.empty(), Credit.Origin.rollback(2));
    for (Credit credit : List.of(credit(4), files, back)) {
      assertTrue(credits.keep(credit));
      assertEquals(Optional.of(credit), credits.of(credit.edition()));
    }
    assertEquals(List.of(back, credit(4), files), credits.newest(10));
    assertEquals(List.of(back, credit(4)), credits.newest(2));
    assertEquals(Optional.empty(), credits.of(3));
  }

  @Test
  void theFirstCreditOfAnEditionStays() throws IOException {
    assertTrue(credits.keep(credit(4)));
    assertFalse(
        credits.keep(
            new Credit(
                4, remark(BEN, "me"), List.of(BEN), Optional.empty(), Credit.Origin.files())));
    assertEquals(List.of(credit(4)), credits.newest(10));
  }
}
