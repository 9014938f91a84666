package dev.mien.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every audit does. */
public abstract class AuditContract {
  private Audit audit;

  /** An audit without entries. */
  protected abstract Audit open() throws Exception;

  @BeforeEach
  void openAudit() throws Exception {
    audit = open();
  }

  protected static Deed deed(Action action, String subject) {
    return new Deed(
        new Change(Instant.parse("2026-11-21T10:00:00.123456Z"), new Actor("admin")),
        action,
        subject);
  }

  @Test
  void anEmptyAuditIsWhole() throws IOException {
    assertEquals(List.of(), audit.after(0, 10));
    assertEquals(new Audit.Verdict.Whole(0, Entry.BEGINNING), audit.verify());
  }

  /** Whoever keeps hashes elsewhere relies on how they are made. */
  @Test
  void theHashIsMadeOfTheLinesThatItSays() throws IOException {
    assertEquals(
        "fbd498c558a1fb57aaa77410a9d6b93299d3f7ddc8c4a2d0e4eefeb5ca381b15",
        audit.append(deed(Action.PUBLISHED, "edition 1")).hash());
  }

  @Test
  void entriesComeBackAsTheyWereInTheirOrder() throws IOException {
    Entry first = audit.append(deed(Action.PUBLISHED, "edition 1"));
    Entry second = audit.append(deed(Action.ROLLED_BACK, "edition 2"));
    Entry third = audit.append(deed(Action.DRAFT_SAVED, "draft ' \" \\ ; --"));
    assertEquals(List.of(1L, 2L, 3L), sequences(List.of(first, second, third)));
    assertEquals(List.of(first, second, third), audit.after(0, 10));
    assertEquals(List.of(second), audit.after(1, 1));
    assertEquals(List.of(), audit.after(3, 10));
    assertEquals(first.hash(), second.previous());
    assertEquals(new Audit.Verdict.Whole(3, third.hash()), audit.verify());
  }

  /** A name that is no id is part of what is hashed, after the id. */
  @Test
  void theHashCoversWhoeverActedByIdAndName() throws IOException {
    Deed named =
        new Deed(
            new Change(Instant.parse("2026-11-21T10:00:00.123Z"), new Actor("p-1", "Ana \u00d1")),
            Action.PUBLISHED,
            "edition 1: f\u00fcr die Messe");
    Entry entry = audit.append(named);
    assertEquals(
        new Link(
                1,
                Instant.parse("2026-11-21T10:00:00.123Z"),
                "p-1 Ana \u00d1",
                "published",
                "edition 1: f\u00fcr die Messe",
                Entry.BEGINNING)
            .hash(),
        entry.hash());
    assertEquals(List.of(entry), audit.after(0, 10));
    assertInstanceOf(Audit.Verdict.Whole.class, audit.verify());
  }

  @Test
  void entriesAreFoundByWhatWasDoneAndToWhat() throws IOException {
    assertEquals(0, audit.newest());
    audit.append(deed(Action.APPROVED, "abc seen"));
    audit.append(deed(Action.PUBLISHED, "abc seen"));
    audit.append(deed(Action.APPROVED, "abd seen"));
    audit.append(deed(Action.APPROVED, "abc again"));
    assertEquals(4, audit.newest());
    assertEquals(List.of(1L, 4L), sequences(audit.find(Action.APPROVED, "abc ")));
    assertEquals(List.of(), audit.find(Action.APPROVED, "a%"));
  }

  @Test
  void manyAtOnceMakeOneChain() throws Exception {
    int threads = 8;
    int each = 20;
    Together.run(
        threads,
        thread ->
            () -> {
              for (int i = 0; i < each; i++) {
                audit.append(deed(Action.DRAFT_DELETED, "draft " + thread + "-" + i));
              }
              return thread;
            });
    List<Entry> entries = audit.after(0, threads * each + 1);
    assertEquals(LongStream.rangeClosed(1, entries.size()).boxed().toList(), sequences(entries));
    assertEquals(threads * each, entries.size());
    Set<String> subjects = new HashSet<>();
    entries.forEach(entry -> subjects.add(entry.deed().subject()));
    assertEquals(threads * each, subjects.size());
    assertInstanceOf(Audit.Verdict.Whole.class, audit.verify());
  }

  private static List<Long> sequences(List<Entry> entries) {
    return entries.stream().map(Entry::sequence).toList();
  }
}
