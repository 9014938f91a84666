package dev.mien.engine.index;

import dev.mien.engine.index.Column.Anchor;
import dev.mien.engine.index.Filing.Group;
import java.util.Arrays;
import java.util.List;

/** Where the row of each state begins in a plane of {@link Groups}. */
final class Rows {
  private final int[] starts;
  private final int words;

  Rows(Filing filing) {
    int paired = filing.columns().paired();
    this.starts = new int[filing.columns().all().size() * RowPicker.SLOTS];
    Arrays.fill(starts, RowPicker.NONE);
    ask(filing, filing.decidedGroups(), starts);
    ask(filing, filing.otherGroups(), starts);
    ask(filing, filing.triples(), starts);
    int next = 0;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] != RowPicker.NONE) {
        starts[i] = next;
        next += i / RowPicker.SLOTS < paired ? paired + 1 : 1;
      }
    }
    this.words = next;
  }

  /** By column and slot; {@link RowPicker#NONE} where nothing is filed under the state. */
  int[] starts() {
    return starts;
  }

  /** How many words all rows take. */
  int words() {
    return words;
  }

  private static void ask(Filing filing, List<Group> groups, int[] starts) {
    for (Group group : groups) {
      for (int posting = group.from(); posting < group.to(); posting++) {
        ask(group.column(), filing.anchor(posting), starts);
        if (!group.isAlone()) {
          ask(group.partner(), filing.partner(posting), starts);
        }
        if (group.third() != Filing.NONE) {
          ask(group.third(), filing.third(posting), starts);
        }
      }
    }
  }

  private static void ask(int column, Anchor anchor, int[] starts) {
    int slots = column * RowPicker.SLOTS;
    anchor.eachSlot(slot -> starts[slots + slot] = 0);
  }
}
