package dev.mien.segments.check;

import dev.mien.segments.syntax.Word;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The time zone that a workspace's dates are in. */
final class Zones {
  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

  private final Findings findings;

  Zones(Findings findings) {
    this.findings = findings;
  }

  /** The zone; UTC where none is named, or none of that name exists, which is reported. */
  ZoneId zone(Optional<Word> word) {
    if (word.isEmpty()) {
      return ZoneOffset.UTC;
    }
    String text = word.get().text();
    if (KNOWN.contains(text)) {
      return ZoneId.of(text);
    }
    findings.report(
        Code.UNKNOWN_TIMEZONE,
        word.get().span(),
        "there is no timezone '" + Phrases.shortened(text) + "'",
        findings
            .suggestions()
            .nearestOr(text, KNOWN, "write a region and a city, such as Europe/Berlin, or UTC"));
    return ZoneOffset.UTC;
  }
}
