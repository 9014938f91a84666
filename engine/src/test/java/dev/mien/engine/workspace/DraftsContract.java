package dev.mien.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of drafts does. */
public abstract class DraftsContract {
  private static final Change CHANGE =
      new Change(Instant.parse("2026-11-21T10:00:00.123Z"), new Actor("admin"));
  private static final DraftName SPRING = new DraftName("spring");
  private static final DraftName AUTUMN = new DraftName("autumn-2");

  private Drafts drafts;

  /** A store that holds nothing yet. */
  protected abstract Drafts open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    drafts = open();
  }

  private static Draft.Text text(String... texts) {
    return new Draft.Text(sources(texts), OptionalLong.empty());
  }

  private static List<SourceText> sources(String... texts) {
    return java.util.stream.IntStream.range(0, texts.length)
        .mapToObj(i -> new SourceText("a/" + i + ".yaml", texts[i]))
        .toList();
  }

  private Draft.Heading saved(DraftName name, long seen, String... texts) throws IOException {
    return assertInstanceOf(Saving.Done.class, drafts.save(name, seen, text(texts), CHANGE))
        .heading();
  }

  @Test
  void anEmptyStoreHoldsNothing() throws IOException {
    assertEquals(List.of(), drafts.list());
    assertTrue(drafts.find(SPRING).isEmpty());
  }

  @Test
  void whatIsSavedIsFoundToTheLetter() throws IOException {
    String[] texts = {
      "a: 1\r\n", "tab\t, quote \" ' \\ ; -- ? %", "\u00e4\u20ac\ud83d\ude00", "", " \n\n"
    };
    Draft.Heading heading = saved(SPRING, 0, texts);
    assertEquals(new Draft(heading, sources(texts)), drafts.find(SPRING).orElseThrow());
    assertEquals(CHANGE, heading.change());
    assertEquals(SPRING, heading.name());
  }

  @Test
  void draftsAreListedByName() throws IOException {
    Draft.Heading spring = saved(SPRING, 0, "a");
    Draft.Heading autumn = saved(AUTUMN, 0, "b", "c");
    assertEquals(List.of(autumn, spring), drafts.list());
  }

  @Test
  void savingAgainReplacesAllOfIt() throws IOException {
    Draft.Heading first = saved(SPRING, 0, "a", "b", "c");
    Draft.Heading second = saved(SPRING, first.revision(), "d");
    assertTrue(second.revision() > first.revision());
    assertEquals(sources("d"), drafts.find(SPRING).orElseThrow().sources());
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() throws IOException {
    Draft.Heading first = saved(SPRING, 0, "a");
    Saving.Conflict conflict = new Saving.Conflict(first.revision());
    assertEquals(conflict, drafts.save(SPRING, 0, text("b"), CHANGE));
    assertEquals(conflict, drafts.save(SPRING, first.revision() + 1, text("b"), CHANGE));
    assertEquals(conflict, drafts.delete(SPRING, first.revision() + 1));
    assertEquals(sources("a"), drafts.find(SPRING).orElseThrow().sources());
    assertEquals(new Saving.Conflict(0), drafts.save(AUTUMN, 1, text("b"), CHANGE));
    assertEquals(new Saving.Conflict(0), drafts.delete(AUTUMN, 1));
  }

  @Test
  void whatIsDeletedIsGoneAndItsRevisionNeverComesBack() throws IOException {
    Draft.Heading first = saved(SPRING, 0, "a");
    assertEquals(
        new Saving.Done(first, Optional.of(first)), drafts.delete(SPRING, first.revision()));
    assertTrue(drafts.find(SPRING).isEmpty());
    assertEquals(List.of(), drafts.list());
    assertTrue(saved(SPRING, 0, "b").revision() > first.revision());
    assertEquals(sources("b"), drafts.find(SPRING).orElseThrow().sources());
  }

  @Test
  void onlySoManyDraftsAreKept() throws IOException {
    for (int i = 0; i < Drafts.DRAFTS_MAX; i++) {
      saved(new DraftName("d" + i), 0, "a");
    }
    assertEquals(new Saving.Full(), drafts.save(SPRING, 0, text("a"), CHANGE));
    DraftName kept = new DraftName("d7");
    long revision = drafts.find(kept).orElseThrow().heading().revision();
    saved(kept, revision, "changed");
  }

  @Test
  void ofManyThatSawTheSameOneIsSaved() throws Exception {
    Draft.Heading first = saved(SPRING, 0, "a");
    List<Saving> savings =
        Together.run(8, i -> () -> drafts.save(SPRING, first.revision(), text("by " + i), CHANGE));
    List<Saving> done = savings.stream().filter(Saving.Done.class::isInstance).toList();
    assertEquals(1, done.size(), savings.toString());
    assertEquals(
        sources("by " + savings.indexOf(done.getFirst())),
        drafts.find(SPRING).orElseThrow().sources());
  }

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Actor ANA = new Actor("p-ana", "Ana \u00d1u\u00f1ez");
  private static final Actor BEN = new Actor("p-ben", "Ben");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static Remark remark(Actor by, String text) {
    return new Remark(new Change(NOON, by), text);
  }

  private Draft.Heading savedBy(Actor by, DraftName name, long seen) throws IOException {
    Change change = new Change(NOON, by);
    return assertInstanceOf(
            Saving.Done.class, drafts.save(name, seen, text("by " + by.id()), change))
        .heading();
  }

  private Draft.Heading heading(DraftName name) throws IOException {
    return drafts.find(name).orElseThrow().heading();
  }

  @Test
  void whoeverSavesIsAnAuthorOnce() throws IOException {
    Draft.Heading first = savedBy(ANA, SPRING, 0);
    Draft.Heading second = savedBy(BEN, SPRING, first.revision());
    Draft.Heading third = savedBy(ANA, SPRING, second.revision());
    assertEquals(List.of(ANA, BEN), third.authors());
    assertEquals(third, heading(SPRING));
    assertEquals(List.of(third), drafts.list());
    drafts.delete(SPRING, third.revision());
    assertEquals(List.of(BEN), savedBy(BEN, SPRING, 0).authors(), "another draft of that name");
  }

  @Test
  void theBaseStaysUntilItIsSaidAnew() throws IOException {
    drafts.save(SPRING, 0, new Draft.Text(sources("a"), OptionalLong.of(7)), CHANGE);
    Draft.Heading second = saved(SPRING, heading(SPRING).revision(), "b");
    assertEquals(7, second.base());
    drafts.save(
        SPRING, second.revision(), new Draft.Text(sources("c"), OptionalLong.of(9)), CHANGE);
    assertEquals(9, heading(SPRING).base());
  }

  @Test
  void howFarADraftIsComesBackAndSavingTakesItBackToTheBeginning() throws IOException {
    Draft.Heading first = savedBy(ANA, SPRING, 0);
    Standing.Schedule schedule =
        new Standing.Schedule(NOON.plusSeconds(60), remark(BEN, "for the sale"));
    for (UnaryOperator<Standing> step :
        List.<UnaryOperator<Standing>>of(
            at -> at.with(at.review().ask(remark(ANA, "please \u20ac ' \n"))),
            at -> at.with(at.review().object(remark(BEN, "no"))),
            at -> at.approved(remark(BEN, "yes"), DIGEST),
            at -> at.scheduled(schedule),
            at -> at.failed(new Standing.Failure(NOON, "base-superseded", "It is late.")))) {
      Standing before = heading(SPRING).standing();
      Saving.Done done =
          assertInstanceOf(Saving.Done.class, drafts.stand(SPRING, first.revision(), step));
      assertEquals(before, done.before());
      assertEquals(step.apply(before), heading(SPRING).standing());
      assertEquals(done.heading(), heading(SPRING));
      assertEquals(first.revision(), done.heading().revision());
    }
    drafts.stand(SPRING, first.revision(), at -> at.scheduled(schedule));
    Saving.Done saving =
        assertInstanceOf(
            Saving.Done.class, drafts.save(SPRING, first.revision(), text("b"), CHANGE));
    assertEquals(List.of("approval", "schedule"), saving.lost());
    assertEquals(Standing.begun(), heading(SPRING).standing());
    assertEquals(
        new Saving.Conflict(saving.heading().revision()),
        drafts.stand(SPRING, first.revision(), at -> at.approved(remark(BEN, "late"), DIGEST)));
    assertEquals(new Saving.Conflict(0), drafts.stand(AUTUMN, 1, Standing::unscheduled));
  }

  @Test
  void aSittingEndsWithAnotherPersonALongPauseOrWhatItCosts() throws IOException {
    long first = savedBy(ANA, SPRING, 0).revision();
    Saving.Done second = resaved(ANA, NOON.plusSeconds(60), first);
    assertTrue(second.goesOn());
    Saving.Done later = resaved(ANA, NOON.plus(Duration.ofHours(1)), second.heading().revision());
    assertFalse(later.goesOn(), "after a pause");
    Saving.Done other = resaved(BEN, NOON.plus(Duration.ofHours(1)), later.heading().revision());
    assertFalse(other.goesOn(), "somebody else");
    drafts.stand(
        SPRING, other.heading().revision(), at -> at.with(at.review().ask(remark(BEN, ""))));
    Saving.Done taken = resaved(BEN, NOON.plus(Duration.ofHours(1)), other.heading().revision());
    assertFalse(taken.goesOn(), "it takes something back");
  }

  private Saving.Done resaved(Actor by, Instant at, long seen) throws IOException {
    return assertInstanceOf(
        Saving.Done.class, drafts.save(SPRING, seen, text("at " + at), new Change(at, by)));
  }

  @Test
  void authorsAreKnownByWhatTheyHaveSaved() throws IOException {
    savedBy(ANA, SPRING, 0);
    savedBy(BEN, AUTUMN, 0);
    assertEquals(List.of(ANA), drafts.authors(sources("by p-ana")));
    assertEquals(List.of(), drafts.authors(sources("by nobody")));
  }

  private void schedule(DraftName name, Instant at) throws IOException {
    Standing.Schedule schedule = new Standing.Schedule(at, remark(BEN, ""));
    assertInstanceOf(
        Saving.Done.class,
        drafts.stand(name, heading(name).revision(), one -> one.scheduled(schedule)));
  }

  @Test
  void whatIsDueIsTakenOnceUntilItIsLetGo() throws IOException {
    savedBy(ANA, SPRING, 0);
    savedBy(ANA, AUTUMN, 0);
    Instant later = NOON.plusSeconds(10);
    assertEquals(Optional.empty(), drafts.claim(NOON, later));
    schedule(SPRING, NOON.plusSeconds(1));
    assertEquals(Optional.empty(), drafts.claim(NOON, later), "not due yet");
    schedule(AUTUMN, NOON);
    schedule(SPRING, NOON.minusSeconds(1));
    assertEquals(drafts.find(SPRING), drafts.claim(NOON, later), "the one that was due first");
    assertEquals(drafts.find(AUTUMN), drafts.claim(NOON, later));
    assertEquals(Optional.empty(), drafts.claim(later.minusMillis(1), later));
    assertEquals(drafts.find(SPRING), drafts.claim(later, later.plusSeconds(10)));
    drafts.stand(AUTUMN, heading(AUTUMN).revision(), Standing::unscheduled);
    assertEquals(Optional.empty(), drafts.claim(later, later.plusSeconds(10)));
  }

  @Test
  void ofManyWhoTakeWhatIsDueOneDoes() throws Exception {
    savedBy(ANA, SPRING, 0);
    for (int round = 0; round < 5; round++) {
      schedule(SPRING, NOON);
      List<Optional<Draft>> taken =
          Together.run(8, _ -> () -> drafts.claim(NOON, NOON.plusSeconds(10)));
      assertEquals(1, taken.stream().filter(Optional::isPresent).count());
    }
  }

  @Test
  void aPublishedDraftIsRemovedUnlessItWasSavedMeanwhile() throws IOException {
    Draft.Heading first = savedBy(ANA, SPRING, 0);
    assertInstanceOf(Saving.Done.class, drafts.finish(SPRING, first.revision(), 4));
    assertTrue(drafts.find(SPRING).isEmpty());
    Draft.Heading again = savedBy(ANA, SPRING, 0);
    Draft.Heading saved = savedBy(BEN, SPRING, again.revision());
    assertEquals(new Saving.Conflict(saved.revision()), drafts.finish(SPRING, again.revision(), 5));
    assertEquals(5, heading(SPRING).base(), "it is a change to what was made of it");
    assertEquals(saved.revision(), heading(SPRING).revision());
    assertEquals(new Saving.Conflict(0), drafts.finish(AUTUMN, 1, 5));
  }
}
