package dev.mien.engine.workspace;

import java.util.ArrayList;
import java.util.List;

/** The slow twin of a kept audit: a list. */
final class InMemoryAudit implements Audit {
  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized Entry append(Deed deed) {
    String previous = entries.isEmpty() ? Entry.BEGINNING : entries.getLast().hash();
    Entry entry = Entry.link(entries.size() + 1L, deed, previous);
    entries.add(entry);
    return entry;
  }

  @Override
  public synchronized long newest() {
    return entries.size();
  }

  @Override
  public synchronized List<Entry> find(Action action, String subjectStart) {
    return entries.stream()
        .filter(entry -> entry.deed().action() == action)
        .filter(entry -> entry.deed().subject().startsWith(subjectStart))
        .limit(PAGE)
        .toList();
  }

  @Override
  public synchronized List<Entry> after(long sequence, int most) {
    return entries.stream().skip(sequence).limit(most).toList();
  }
}
