package dev.mien.engine.index;

import dev.mien.engine.membership.Membership;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in the index for each conjunction: the segment it admits to, and the tests that its
 * anchors leave.
 *
 * <p>A posting is one long: what a match waits for is memory, and candidates lie scattered. It
 * names the segment and the first of the tests, which few candidates pass; a test that always holds
 * is named where none is left, so that all candidates are verified alike and no branch is guessed
 * wrong. Tests are kept once, however many conjunctions share them. Further ones are named in lists
 * of their own.
 */
final class Postings {
  /** The test that always holds. */
  private static final int ALWAYS = 0;

  /** Where the first test stands in a posting; above it, whether there are more. */
  private static final int TEST_SHIFT = 32;

  private static final int MORE_SHIFT = 63;
  private static final int TEST_MASK = (1 << (MORE_SHIFT - TEST_SHIFT)) - 1;

  private final long[] postings;

  /** By posting, where its further tests begin, if it has any. */
  private final int[] further;

  /** Numbers of tests, the last of a conjunction as ~ its number. */
  private final int[] lists;

  /** By number of a test, its mask and the number of its view. */
  private final long[] tests;

  /** What tests see beyond the values of the columns, each named by column. */
  private final List<LiteralPart> views = new ArrayList<>();

  private final int columns;

  /** The first postings, of which nothing is left to be verified. */
  private final int decided;

  Postings(Filing filing) {
    this.columns = filing.columns().all().size();
    this.decided = filing.decided();
    this.postings = new long[filing.postings()];
    this.further = new int[filing.postings()];
    Map<LiteralPart, Integer> numbers = new HashMap<>();
    Map<LiteralPart, Integer> viewNumbers = new HashMap<>();
    int[] listed = new int[filing.postings()];
    int end = 0;
    for (int posting = 0; posting < postings.length; posting++) {
      List<LiteralPart> left = filing.tests(posting);
      int test = left.isEmpty() ? ALWAYS : number(left.getFirst(), numbers);
      long more = left.size() > 1 ? 1 : 0;
      postings[posting] =
          (more << MORE_SHIFT) | ((long) test << TEST_SHIFT) | filing.segment(posting);
      further[posting] = end;
      if (end + left.size() > listed.length) {
        listed = Arrays.copyOf(listed, 2 * listed.length + left.size());
      }
      for (int i = 1; i < left.size(); i++) {
        int number = number(left.get(i), numbers);
        listed[end++] = i + 1 < left.size() ? number : ~number;
      }
    }
    this.lists = Arrays.copyOf(listed, end);
    this.tests = new long[2 * numbers.size() + 2];
    numbers.forEach(
        (test, number) -> {
          tests[2 * number] = test.mask();
          tests[2 * number + 1] =
              view(test, filing.columns().number(test.attribute()), viewNumbers);
        });
    tests[2 * ALWAYS] = -1;
    tests[2 * ALWAYS + 1] = views() - 1L;
  }

  private static int number(LiteralPart test, Map<LiteralPart, Integer> numbers) {
    return numbers.computeIfAbsent(test, _ -> numbers.size() + 1);
  }

  private int view(LiteralPart test, int column, Map<LiteralPart, Integer> viewNumbers) {
    if (test.view() == View.VALUE) {
      return column;
    }
    return viewNumbers.computeIfAbsent(
        new LiteralPart(column, test.view(), 0),
        view -> {
          views.add(view);
          return columns + views.size() - 1;
        });
  }

  /** What tests see beyond the values of the columns, each named by column. */
  List<LiteralPart> extraViews() {
    return views;
  }

  /** How many views there are: the values of the columns, the others, and one of all bits. */
  int views() {
    return columns + views.size() + 1;
  }

  /** As {@link #verify}, once there are many; says how many are left to be verified. */
  int verifyIfMany(int count, Room room, Membership.Scratch scratch) {
    if (count < Room.CANDIDATES) {
      return count;
    }
    verify(count, room, scratch);
    return 0;
  }

  /** Admits to the segments of the first {@code count} candidates of the room that hold. */
  void verify(int count, Room room, Membership.Scratch scratch) {
    // All candidates of one call are of groups that are decided, or none is.
    if (room.candidates[0] < decided) {
      admit(count, room.candidates, scratch);
    } else {
      admitPassing(count, room, scratch);
    }
  }

  private void admit(int count, int[] candidates, Membership.Scratch scratch) {
    for (int i = 0; i < count; i++) {
      scratch.admit((int) postings[candidates[i]]);
    }
  }

  private void admitPassing(int count, Room room, Membership.Scratch scratch) {
    long[] values = room.values;
    int[] candidates = room.candidates;
    int unfinished = 0;
    for (int i = 0; i < count; i++) {
      int candidate = candidates[i];
      long posting = postings[candidate];
      long passes = passes((int) (posting >>> TEST_SHIFT) & TEST_MASK, values);
      long more = posting >>> MORE_SHIFT;
      scratch.admit((int) posting, passes & ~more);
      candidates[unfinished] = candidate;
      unfinished += (int) (passes & more);
    }
    if (unfinished > 0) {
      finish(unfinished, room, scratch);
    }
  }

  /** The further tests, one of each candidate in turn. */
  private void finish(int count, Room room, Membership.Scratch scratch) {
    long[] values = room.values;
    int[] candidates = room.candidates;
    long[] left = room.left;
    for (int i = 0; i < count; i++) {
      int candidate = candidates[i];
      left[i] = ((long) further[candidate] << Integer.SIZE) | (int) postings[candidate];
    }
    int going = count;
    do {
      int next = 0;
      for (int i = 0; i < going; i++) {
        long one = left[i];
        int listed = lists[(int) (one >>> Integer.SIZE)];
        long passes = passes(listed ^ (listed >> 31), values);
        long last = Integer.toUnsignedLong(listed) >>> 31;
        scratch.admit((int) one, passes & last);
        left[next] = one + (1L << Integer.SIZE);
        next += (int) (passes & ~last);
      }
      going = next;
    } while (going > 0);
  }

  /** 1 if a test holds, or 0. */
  private long passes(int test, long[] values) {
    long seen = values[(int) tests[2 * test + 1]] & tests[2 * test];
    return (seen | -seen) >>> 63;
  }

  long bytes() {
    return (long) Long.BYTES * (postings.length + tests.length)
        + (long) Integer.BYTES * (further.length + lists.length);
  }
}
