package dev.mien.engine.workspace;

import static dev.mien.engine.workspace.Desk.ANA;
import static dev.mien.engine.workspace.Desk.BEN;
import static dev.mien.engine.workspace.Desk.CHI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.workspace.Desk.Places;
import dev.mien.engine.workspace.Reviews.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How things come into force, and how they do not, wherever drafts are kept. */
public abstract class PublicationsContract {
  static final DraftName SPRING = new DraftName("spring");
  static final DraftName AUTUMN = new DraftName("autumn");
  private static final String SENSITIVE = "Between jobs";

  final Desk.Clock clock = new Desk.Clock();
  Places places;

  /** Places that hold nothing yet. */
  protected abstract Places open() throws Exception;

  @BeforeEach
  void openPlaces() throws Exception {
    places = open();
  }

  Desk desk(ReviewRule rule) throws IOException {
    return new Desk(places, rule, clock);
  }

  private static Outcome.Published published(Outcome outcome) {
    return assertInstanceOf(Outcome.Published.class, outcome, outcome.toString());
  }

  private static void approved(Desk desk, Actor by, DraftName name, long revision)
      throws IOException {
    Answer answer = desk.reviews.approve(name, revision, desk.by(by, "looks right"));
    assertInstanceOf(
        Saving.Done.class,
        assertInstanceOf(Answer.Given.class, answer).saving(),
        answer.toString());
  }

  @Test
  void aDraftComesIntoForceAndItsEditionKeepsWhoseWorkItIs() throws IOException {
    Desk desk = desk(ReviewRule.ALWAYS);
    long first = desk.save(ANA, SPRING, "Movers");
    long second = desk.save(BEN, SPRING, "On the move");
    desk.reviews.ask(SPRING, second, desk.by(ANA, "please"));
    approved(desk, CHI, SPRING, second);
    assertInstanceOf(Outcome.Changed.class, desk.publish(BEN, SPRING, first));
    Remark remark = desk.by(BEN, "for\nthe fair");
    assertEquals(
        1, published(desk.publications.publish(SPRING, second, remark)).edition().number());
    assertEquals(Optional.empty(), places.drafts().find(SPRING));
    assertEquals(
        Optional.of(
            new Credit(
                1,
                remark,
                List.of(ANA, BEN),
                Optional.of(desk.by(CHI, "looks right")),
                Credit.Origin.draft(SPRING))),
        places.credits().of(1));
    assertEquals(
        "p-ben published edition 1 of draft spring revision " + second + ": for the fair",
        desk.deeds().getLast());
    assertEquals(new Outcome.Changed(0), desk.publish(BEN, SPRING, second));
  }

  @Test
  void whatIsSensitiveNeedsASecondPersonAndTheRestDoesNot() throws IOException {
    Desk desk = desk(ReviewRule.SENSITIVE);
    published(desk.publish(ANA, SPRING, desk.save(ANA, SPRING, "Movers")));
    long revision = desk.save(ANA, SPRING, SENSITIVE);
    assertInstanceOf(Outcome.Unapproved.class, desk.publish(ANA, SPRING, revision));
    assertInstanceOf(
        Answer.OwnWork.class, desk.reviews.approve(SPRING, revision, desk.by(ANA, "mine")));
    approved(desk, BEN, SPRING, revision);
    published(desk.publish(ANA, SPRING, revision));
    assertEquals(SENSITIVE, desk.title());
  }

  /** Each line is a way that somebody may try; none leads into force. */
  @Test
  void thereIsNoWayAroundTheSecondPerson() throws Exception {
    Desk desk = desk(ReviewRule.ALWAYS);
    Approvals approvals = new Approvals(places.audit());
    long revision = desk.save(ANA, SPRING, "First");
    assertWithheld(desk, "without anybody's agreement", desk.publish(ANA, SPRING, revision));
    assertWithheld(desk, "as files", desk.publishFiles(ANA, "First"));
    assertWithheld(
        desk, "as another's files, nobody having agreed", desk.publishFiles(BEN, "First"));

    String digest = Approvals.digest(Desk.files("First"), List.of());
    approvals.approve(desk.by(ANA, "").change(), digest, "my own work");
    assertWithheld(desk, "as files that one agrees to oneself", desk.publishFiles(ANA, "First"));
    assertWithheld(desk, "as files of an author's agreement", desk.publishFiles(BEN, "First"));
    assertWithheld(desk, "as a draft, by that agreement", desk.publish(ANA, SPRING, revision));

    approved(desk, BEN, SPRING, revision);
    assertWithheld(desk, "as files, by the agreement to a draft", desk.publishFiles(ANA, "First"));
    assertWithheld(
        desk,
        "as a copy of an agreed draft",
        desk.publish(ANA, AUTUMN, desk.save(ANA, AUTUMN, "First")));
    long edited = desk.save(ANA, SPRING, "Second");
    assertWithheld(desk, "saved after the agreement", desk.publish(ANA, SPRING, edited));
    assertInstanceOf(Outcome.Changed.class, desk.publish(ANA, SPRING, revision));
    assertEquals(
        new Answer.Given(new Saving.Conflict(edited)),
        desk.reviews.approve(SPRING, revision, desk.by(BEN, "the old one")));
    long reverted = desk.save(ANA, SPRING, "First");
    assertWithheld(desk, "changed, and changed back", desk.publish(ANA, SPRING, reverted));

    approved(desk, BEN, SPRING, reverted);
    long taken = desk.save(BEN, SPRING, "Third");
    assertInstanceOf(
        Answer.OwnWork.class, desk.reviews.approve(SPRING, taken, desk.by(BEN, "mine now")));
    Actor renamed = new Actor(BEN.id(), "Somebody Else");
    assertInstanceOf(
        Answer.OwnWork.class, desk.reviews.approve(SPRING, taken, desk.by(renamed, "me?")));
    approved(desk, CHI, SPRING, taken);
    desk.reviews.object(SPRING, taken, desk.by(CHI, "wait, no"));
    assertWithheld(desk, "after an objection", desk.publish(ANA, SPRING, taken));
    approved(desk, CHI, SPRING, taken);
    desk.reviews.withdraw(SPRING, desk.by(ANA, ""));
    assertWithheld(desk, "after the question was withdrawn", desk.publish(ANA, SPRING, taken));
    approved(desk, CHI, SPRING, taken);
    Saving _ = places.drafts().delete(SPRING, taken);
    long anew = desk.save(ANA, SPRING, "Third");
    assertWithheld(desk, "removed and made again", desk.publish(ANA, SPRING, anew));
    approved(desk, CHI, SPRING, anew);
    desk.whileCompiling(() -> desk.reviews.object(SPRING, anew, desk.by(CHI, "too fast")));
    assertWithheld(desk, "objected to while it was built", desk.publish(ANA, SPRING, anew));
    approved(desk, CHI, SPRING, anew);
    desk.whileCompiling(() -> desk.save(ANA, SPRING, "Fourth"));
    assertWithheld(desk, "saved while it was built", desk.publish(ANA, SPRING, anew));
    assertInstanceOf(Outcome.NoSuchEdition.class, desk.publications.rollBack(1, desk.by(ANA, "")));
    assertEquals(0, desk.count(Action.PUBLISHED));
  }

  private static void assertWithheld(Desk desk, String way, Outcome outcome) {
    assertInstanceOf(Outcome.Unapproved.class, outcome, way);
    assertEquals(0, desk.inForce(), way);
  }

  @Test
  void filesThatAnotherHasAgreedToAreInForceAndGoBackWithoutAnybody() throws IOException {
    Desk desk = desk(ReviewRule.ALWAYS);
    Approvals approvals = new Approvals(places.audit());
    for (String title : List.of("First", "Second")) {
      Outcome.Unapproved refused =
          assertInstanceOf(Outcome.Unapproved.class, desk.publishFiles(ANA, title));
      approvals.approve(desk.by(BEN, "").change(), refused.digest(), "seen");
      published(desk.publishFiles(ANA, title));
    }
    assertEquals(
        3, published(desk.publications.rollBack(1, desk.by(CHI, "back"))).edition().number());
    Credit credit = places.credits().of(3).orElseThrow();
    assertEquals(Credit.Origin.rollback(1), credit.origin());
    assertEquals(List.of(ANA), credit.authors());
    assertEquals(Optional.of(BEN), credit.approval().map(Remark::by));
    assertEquals("p-chi rolled-back edition 3: back", desk.deeds().getLast());
  }

  @Test
  void aChangeToWhatIsNotInForceAnyMoreIsToBeMergedFirst() throws IOException {
    Desk desk = desk(ReviewRule.SENSITIVE);
    long spring = desk.save(ANA, SPRING, "Spring");
    long autumn = desk.save(BEN, AUTUMN, "Autumn");
    published(desk.publish(ANA, SPRING, spring));
    assertEquals(new Outcome.Superseded(0, 1), desk.publish(BEN, AUTUMN, autumn));
    assertEquals("Spring", desk.title());
    Draft.Text merged = new Draft.Text(Desk.files("Both"), OptionalLong.of(1));
    Saving.Done saved =
        assertInstanceOf(
            Saving.Done.class,
            places.drafts().save(AUTUMN, autumn, merged, desk.by(BEN, "").change()));
    published(desk.publish(BEN, AUTUMN, saved.heading().revision()));
    assertEquals("Both", desk.title());
  }

  @Test
  void filesGoByTheEditionThatWasSeen() throws IOException {
    Desk desk = desk(ReviewRule.SENSITIVE);
    published(desk.publishFiles(ANA, "First"));
    assertEquals(
        new Outcome.Superseded(0, 1),
        desk.publications.publish(Desk.files("Late"), OptionalLong.of(0), desk.by(BEN, "")));
    published(desk.publications.publish(Desk.files("Late"), OptionalLong.of(1), desk.by(BEN, "")));
    published(desk.publications.publish(Desk.files("Late"), OptionalLong.of(1), desk.by(ANA, "")));
    assertEquals(2, desk.inForce(), "what is in force already is published");
    assertEquals(2, desk.count(Action.PUBLISHED));
  }

  @Test
  void ofTwoNodesThatPublishChangesToTheSameEditionOneDoes() throws Exception {
    Desk one = desk(ReviewRule.SENSITIVE);
    Desk other = desk(ReviewRule.SENSITIVE);
    for (int round = 0; round < 5; round++) {
      long before = Math.max(one.inForce(), other.inForce());
      published(one.publishFiles(ANA, "Round " + round));
      other.publications.publish(Desk.files("x"), OptionalLong.of(-1), other.by(ANA, ""));
      long spring = one.save(ANA, SPRING, "Spring " + round);
      long autumn = other.save(BEN, AUTUMN, "Autumn " + round);
      List<Outcome> outcomes =
          Together.run(
              2,
              i ->
                  i == 0
                      ? () -> one.publish(ANA, SPRING, spring)
                      : () -> other.publish(BEN, AUTUMN, autumn));
      assertEquals(
          1,
          outcomes.stream().filter(Outcome.Published.class::isInstance).count(),
          outcomes.toString());
      assertEquals(
          1,
          outcomes.stream().filter(Outcome.Superseded.class::isInstance).count(),
          outcomes.toString());
      assertEquals(before + 2, places.editions().newest());
      for (Draft.Heading left : places.drafts().list()) {
        places.drafts().delete(left.name(), left.revision());
      }
      one.publications.publish(Desk.files("x"), OptionalLong.of(-1), one.by(ANA, ""));
    }
  }

  @Test
  void whatIsSavedWhileItsEarlierTextIsPublishedGoesOnFromThere() throws IOException {
    Desk desk = desk(ReviewRule.SENSITIVE);
    long revision = desk.save(ANA, SPRING, "First");
    desk.whileCompiling(() -> desk.save(ANA, SPRING, "Second"));
    published(desk.publish(ANA, SPRING, revision));
    assertEquals("First", desk.title());
    Draft.Heading left = places.drafts().find(SPRING).orElseThrow().heading();
    assertEquals(1, left.base());
    published(desk.publish(ANA, SPRING, left.revision()));
    assertEquals("Second", desk.title());
  }

  @Test
  void whoeverAgreesWhileSomebodySavesAgreesToWhatTheySaw() throws Exception {
    Desk desk = desk(ReviewRule.ALWAYS);
    for (int round = 0; round < 10; round++) {
      String title = "Round " + round;
      long revision = desk.save(ANA, SPRING, title);
      Together.run(
          2,
          i ->
              i == 0
                  ? () -> desk.reviews.approve(SPRING, revision, desk.by(BEN, "seen"))
                  : () -> desk.save(ANA, SPRING, title + " and more"));
      Draft.Heading heading = places.drafts().find(SPRING).orElseThrow().heading();
      assertFalse(heading.standing().review().state() == Review.State.APPROVED);
      assertInstanceOf(
          Outcome.Unapproved.class, desk.publish(ANA, SPRING, heading.revision()), "saved last");
    }
    assertTrue(desk.count(Action.PUBLISHED) == 0);
  }
}
