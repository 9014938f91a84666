package dev.mien.engine;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.vocabulary.Vocabulary;
import java.util.List;
import java.util.Optional;

/**
 * One request for content.
 *
 * @param edition the edition in force when the request was read; its signals are in its codes
 * @param slots may be empty: then signals and events are only folded
 */
public record DecideRequest(
    Edition edition,
    Site site,
    List<String> slots,
    Turn.Said said,
    Optional<Capsule> capsule,
    Detail detail) {
  /** How much an answer says. */
  public enum Detail {
    PLAIN,
    EXPLAINED
  }

  public DecideRequest {
    slots = List.copyOf(slots);
  }

  /**
   * One from no browser: nobody asks for Global Privacy Control, and nothing is set right.
   *
   * @param capsule its text
   */
  public DecideRequest(
      Edition edition,
      Site site,
      List<String> slots,
      RequestSignals signals,
      ConsentStatement consent,
      Optional<String> capsule,
      Detail detail) {
    this(edition, site, slots, new Turn.Said(consent, signals), capsule.map(Capsule::of), detail);
  }

  /** What it says of consent itself. */
  public ConsentStatement consent() {
    return said.consent().statement();
  }

  public RequestSignals signals() {
    return said.signals();
  }

  Vocabulary vocabulary() {
    return edition.vocabulary();
  }
}
