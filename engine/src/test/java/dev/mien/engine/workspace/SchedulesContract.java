package dev.mien.engine.workspace;

import static dev.mien.engine.workspace.Desk.ANA;
import static dev.mien.engine.workspace.Desk.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.workspace.Desk.Places;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to be published at a time is, once, wherever drafts are kept. */
public abstract class SchedulesContract {
  private static final DraftName SPRING = new DraftName("spring");
  private static final DraftName AUTUMN = new DraftName("autumn");
  private static final Duration DAY = Duration.ofDays(1);

  private final Desk.Clock clock = new Desk.Clock();
  private Places places;

  /** Places that hold nothing yet. */
  protected abstract Places open() throws Exception;

  @BeforeEach
  void openPlaces() throws Exception {
    places = open();
  }

  private Desk desk() throws IOException {
    return desk(places, ReviewRule.SENSITIVE);
  }

  private Desk desk(Places at, ReviewRule rule) throws IOException {
    return new Desk(at, rule, clock);
  }

  private static Outcome schedule(Desk desk, DraftName name, long revision, Instant at)
      throws IOException {
    Standing.Schedule schedule = new Standing.Schedule(at, desk.by(BEN, "at last"));
    return desk.publications.schedule(name, revision, schedule);
  }

  private void scheduled(Desk desk, DraftName name, String title) throws IOException {
    Outcome outcome = schedule(desk, name, desk.save(ANA, name, title), clock.instant().plus(DAY));
    assertInstanceOf(Outcome.Scheduled.class, outcome, outcome.toString());
  }

  private Standing standing(DraftName name) throws IOException {
    return places.drafts().find(name).orElseThrow().heading().standing();
  }

  @Test
  void aDraftIsPublishedWhenItIsDueAndNotBefore() throws IOException {
    Desk desk = desk();
    scheduled(desk, SPRING, "Spring");
    clock.forward(DAY.minusMillis(1));
    desk.schedules.publishDue();
    assertEquals(0, desk.inForce());
    clock.forward(Duration.ofMillis(1));
    desk.schedules.publishDue();
    assertEquals("Spring", desk.title());
    assertEquals(Optional.empty(), places.drafts().find(SPRING));
    Credit credit = places.credits().of(1).orElseThrow();
    assertEquals(BEN, credit.published().by());
    assertEquals("at last", credit.published().text());
    assertEquals(List.of(ANA), credit.authors());
    desk.schedules.publishDue();
    assertEquals(1, desk.count(Action.PUBLISHED));
  }

  @Test
  void aNodeThatStartsLaterPublishesWhatIsDue() throws IOException {
    scheduled(desk(), SPRING, "Spring");
    clock.forward(DAY.multipliedBy(3));
    Desk restarted = desk();
    restarted.schedules.publishDue();
    assertEquals("Spring", restarted.title());
  }

  @Test
  void ofManyNodesExactlyOnePublishes() throws Exception {
    for (int round = 1; round <= 5; round++) {
      scheduled(desk(), SPRING, "Round " + round);
      clock.forward(DAY);
      List<Desk> desks = List.of(desk(), desk(), desk(), desk());
      Together.run(
          desks.size(),
          i ->
              () -> {
                desks.get(i).schedules.publishDue();
                return i;
              });
      assertEquals(round, places.editions().newest());
      assertEquals(round, desks.getFirst().count(Action.PUBLISHED));
      assertEquals(Optional.empty(), places.drafts().find(SPRING));
    }
  }

  @Test
  void ifTheNodeThatTookItDiesAnotherOneGoesOn() throws IOException {
    scheduled(desk(), SPRING, "Spring");
    clock.forward(DAY);
    Optional<Draft> taken =
        places.drafts().claim(clock.instant(), clock.instant().plus(Schedules.HELD));
    assertEquals(SPRING, taken.orElseThrow().heading().name());
    Desk other = desk();
    other.schedules.publishDue();
    assertEquals(0, other.inForce(), "it is taken");
    clock.forward(Schedules.HELD);
    other.schedules.publishDue();
    assertEquals("Spring", other.title());
  }

  @Test
  void ifTheStoreIsAwayItIsTriedAgain() throws IOException {
    scheduled(desk(), SPRING, "Spring");
    clock.forward(DAY);
    Away store = new Away(places.editions());
    Desk desk =
        desk(
            new Places(places.drafts(), places.credits(), places.audit(), store),
            ReviewRule.SENSITIVE);
    store.isAway = true;
    assertThrows(IOException.class, desk.schedules::publishDue);
    assertEquals(Optional.empty(), standing(SPRING).failure());
    store.isAway = false;
    clock.forward(Schedules.HELD);
    desk.schedules.publishDue();
    assertEquals("Spring", desk.title());
  }

  /** A store of editions that can be away. */
  private static final class Away implements EditionStore {
    private final EditionStore store;
    private boolean isAway;

    Away(EditionStore store) {
      this.store = store;
    }

    private EditionStore there() throws IOException {
      if (isAway) {
        throw new IOException("the store is away");
      }
      return store;
    }

    @Override
    public long newest() throws IOException {
      return there().newest();
    }

    @Override
    public List<Summary> list(int most) throws IOException {
      return there().list(most);
    }

    @Override
    public Optional<StoredEdition> find(long number) throws IOException {
      return there().find(number);
    }

    @Override
    public boolean keep(StoredEdition edition) throws IOException {
      return there().keep(edition);
    }
  }

  /** The node dies after the edition is kept: another one tidies up, and publishes nothing more. */
  @Test
  void whatWasPublishedByANodeThatDiedIsNotPublishedAgain() throws IOException {
    Desk desk = desk();
    scheduled(desk, SPRING, "Spring");
    clock.forward(DAY);
    desk.publishFiles(BEN, "Spring");
    Desk other = desk();
    other.schedules.publishDue();
    assertEquals(1, places.editions().newest());
    assertEquals(Optional.empty(), places.drafts().find(SPRING));
  }

  @Test
  void ofTwoThatAreChangesToTheSameEditionTheSecondSaysWhyItFailed() throws IOException {
    Desk desk = desk();
    scheduled(desk, SPRING, "Spring");
    clock.forward(Duration.ofHours(1));
    scheduled(desk, AUTUMN, "Autumn");
    clock.forward(DAY);
    desk.schedules.publishDue();
    assertEquals("Spring", desk.title());
    Standing standing = standing(AUTUMN);
    assertEquals("base-superseded", standing.failure().orElseThrow().code());
    assertEquals(Optional.empty(), standing.schedule());
    assertEquals(1, desk.count(Action.PUBLICATION_FAILED));
    desk.schedules.publishDue();
    assertEquals(1, desk.count(Action.PUBLICATION_FAILED), "it is not tried again");
    desk.save(ANA, AUTUMN, "Autumn");
    assertEquals(Standing.begun(), standing(AUTUMN));
  }

  @Test
  void whatStandsInTheWayIsSaidWhenItIsScheduled() throws IOException {
    Desk desk = desk();
    Instant at = clock.instant().plus(DAY);
    long revision = desk.save(ANA, SPRING, "Between jobs");
    assertInstanceOf(Outcome.Unapproved.class, schedule(desk, SPRING, revision, at));
    assertInstanceOf(Outcome.Changed.class, schedule(desk, SPRING, revision + 1, at));
    assertInstanceOf(Outcome.Changed.class, schedule(desk, AUTUMN, 1, at));
    assertInstanceOf(
        Outcome.Refused.class, schedule(desk, AUTUMN, desk.save(ANA, AUTUMN, "Mothers-to-be"), at));
    desk.publishFiles(BEN, "Other");
    assertEquals(new Outcome.Superseded(0, 1), schedule(desk, SPRING, revision, at));
  }

  /** Whatever was agreed to and scheduled, nothing else is published by it. */
  @Test
  void savingObjectingAndTakingBackEndASchedule() throws IOException {
    Desk desk = desk();
    scheduled(desk, SPRING, "Spring");
    desk.save(ANA, SPRING, "Summer");
    scheduled(desk, SPRING, "Spring again");
    long revision = places.drafts().find(SPRING).orElseThrow().heading().revision();
    desk.reviews.object(SPRING, revision, desk.by(BEN, "no"));
    assertEquals(Optional.empty(), standing(SPRING).schedule());
    scheduled(desk, AUTUMN, "Autumn");
    desk.publications.unschedule(AUTUMN, desk.by(ANA, ""));
    clock.forward(DAY);
    desk.schedules.publishDue();
    assertEquals(0, desk.inForce());
    assertEquals(1, desk.count(Action.UNSCHEDULED));
  }

  @Test
  void whatNeedsAgreementByThenIsNotPublishedWithoutIt() throws IOException {
    scheduled(desk(), SPRING, "Spring");
    clock.forward(DAY);
    Desk strict = desk(places, ReviewRule.ALWAYS);
    strict.schedules.publishDue();
    assertEquals(0, strict.inForce());
    assertEquals("approval-needed", standing(SPRING).failure().orElseThrow().code());
  }

  @Test
  void aRunningNodePublishesByItself() throws Exception {
    Desk desk = desk();
    scheduled(desk, SPRING, "Spring");
    clock.forward(DAY);
    try (Schedules schedules = desk.schedules) {
      schedules.start();
      long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (desk.inForce() == 0 && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      assertEquals(1, desk.inForce());
    }
  }
}
