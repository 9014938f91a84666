package dev.mien.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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

  private static List<SourceText> sources(String... texts) {
    return java.util.stream.IntStream.range(0, texts.length)
        .mapToObj(i -> new SourceText("a/" + i + ".yaml", texts[i]))
        .toList();
  }

  private Draft.Heading saved(DraftName name, long seen, String... texts) throws IOException {
    return assertInstanceOf(Saving.Done.class, drafts.save(name, seen, sources(texts), CHANGE))
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
    assertEquals(conflict, drafts.save(SPRING, 0, sources("b"), CHANGE));
    assertEquals(conflict, drafts.save(SPRING, first.revision() + 1, sources("b"), CHANGE));
    assertEquals(conflict, drafts.delete(SPRING, first.revision() + 1));
    assertEquals(sources("a"), drafts.find(SPRING).orElseThrow().sources());
    assertEquals(new Saving.Conflict(0), drafts.save(AUTUMN, 1, sources("b"), CHANGE));
    assertEquals(new Saving.Conflict(0), drafts.delete(AUTUMN, 1));
  }

  @Test
  void whatIsDeletedIsGoneAndItsRevisionNeverComesBack() throws IOException {
    Draft.Heading first = saved(SPRING, 0, "a");
    assertEquals(new Saving.Done(first), drafts.delete(SPRING, first.revision()));
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
    assertEquals(new Saving.Full(), drafts.save(SPRING, 0, sources("a"), CHANGE));
    DraftName kept = new DraftName("d7");
    long revision = drafts.find(kept).orElseThrow().heading().revision();
    saved(kept, revision, "changed");
  }

  @Test
  void ofManyThatSawTheSameOneIsSaved() throws Exception {
    Draft.Heading first = saved(SPRING, 0, "a");
    List<Saving> savings =
        Together.run(
            8, i -> () -> drafts.save(SPRING, first.revision(), sources("by " + i), CHANGE));
    List<Saving> done = savings.stream().filter(Saving.Done.class::isInstance).toList();
    assertEquals(1, done.size(), savings.toString());
    assertEquals(
        sources("by " + savings.indexOf(done.getFirst())),
        drafts.find(SPRING).orElseThrow().sources());
  }
}
