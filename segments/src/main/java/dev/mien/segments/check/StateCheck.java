package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Panes;
import dev.mien.segments.model.Slot;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many bytes the state of one session can take at the worst, for it has to fit into a capsule,
 * and all capsules are of one length.
 *
 * <pre>
 *   the session itself        34, and 2 for each purpose
 *   an attribute               6, and for
 *     a code, a recency        1
 *     n labels                 n / 7, rounded up
 *     a count or sum           1 if at most 127 steps, 2 if at most 16,383, else 3
 *     … within a window        6, and the above for each of 8 panes
 *     a sequence               4
 *     evidence                 4
 *   a slot with a holdout      5, and the workspace if it has one
 *   an offer with variants     5, if it has several
 *   a scored segment           5, if it takes less to stay in than to get in; with the offers and
 *                              the holdouts 48 times at the most
 *   a grid                     3, and 5 for all of them
 * </pre>
 */
final class StateCheck {
  private static final int SESSION_BYTES = 34;
  private static final int PURPOSE_BYTES = 2;
  private static final int ATTRIBUTE_BYTES = 6;
  private static final int WINDOW_BYTES = 6;
  private static final int SEQUENCE_BYTES = 4;
  private static final int EVIDENCE_BYTES = 4;
  private static final int ASSIGNMENT_BYTES = 5;

  private static final int GRID_BYTES = 3;
  private static final int GRIDS_BYTES = 5;

  private static final int BITS_PER_BYTE = 7;
  private static final int NAMED_MAX = 3;

  private final Findings findings;
  private final int most;

  StateCheck(Findings findings, int most) {
    this.findings = findings;
    this.most = most;
  }

  /** Something that takes room in the state, and where it is declared. */
  record Tenant(Word name, int bytes) {}

  static Tenant attribute(Word name, Attribute attribute) {
    return new Tenant(name, ATTRIBUTE_BYTES + bytes(attribute));
  }

  /**
   * A slot whose assignments a session keeps.
   *
   * @param room how many more assignments it keeps at all
   */
  static Tenant slot(Word name, Slot slot, int room) {
    return new Tenant(name, Math.min(drawn(slot), room) * ASSIGNMENT_BYTES);
  }

  /** A scored segment of which a session remembers that it is in. */
  static Tenant scored(Word name) {
    return new Tenant(name, ASSIGNMENT_BYTES);
  }

  /** A grid of which a session remembers where in it it was counted. */
  static Tenant grid(Word name, int place) {
    return new Tenant(name, GRID_BYTES + (place == 0 ? GRIDS_BYTES : 0));
  }

  /** How often something is drawn for a slot: whether it is held out, and each offer's variant. */
  static int drawn(Slot slot) {
    long offers = slot.offers().stream().filter(offer -> offer.variants().size() > 1).count();
    return Math.toIntExact(offers) + (slot.holdoutBasisPoints() > 0 ? 1 : 0);
  }

  /** What a session takes before anything is known of it. */
  static int own(int purposes, int holdoutBasisPoints) {
    return SESSION_BYTES
        + PURPOSE_BYTES * purposes
        + (holdoutBasisPoints > 0 ? ASSIGNMENT_BYTES : 0);
  }

  /** Reports the first of the tenants that no longer fits beside what the session takes itself. */
  void check(int own, List<Tenant> tenants) {
    int reached = own;
    Optional<Tenant> last = Optional.empty();
    for (Tenant tenant : tenants) {
      reached += tenant.bytes();
      if (reached > most && last.isEmpty()) {
        last = Optional.of(tenant);
      }
    }
    if (last.isEmpty()) {
      return;
    }
    String largest =
        tenants.stream()
            .sorted(Comparator.comparingInt(tenant -> -tenant.bytes()))
            .limit(NAMED_MAX)
            .map(tenant -> tenant.name() + " (" + tenant.bytes() + ")")
            .collect(Collectors.joining(", "));
    findings.report(
        Code.STATE_TOO_LARGE,
        last.get().name().span(),
        "with this, the state of a session can take "
            + Phrases.number(reached)
            + " bytes in all, and a capsule holds "
            + most,
        "the largest are " + largest + "; a window costs most, and unused attributes cost too");
  }

  private static int bytes(Attribute attribute) {
    return switch (attribute.origin()) {
      case Origin.Signal _ -> value(attribute.alphabet());
      // What is held of a recency is less, but not what a visitor may declare in its place.
      case Origin.Latest _, Origin.Recency _ -> 1;
      case Origin.Sequence _ -> SEQUENCE_BYTES;
      case Origin.Evidence _ -> EVIDENCE_BYTES;
      case Origin.Count(_, var within) -> windowed(attribute.alphabet().codes() - 1, within);
      case Origin.Sum(_, _, BigDecimal step, BigDecimal upTo, var within) ->
          windowed(upTo.divide(step, 0, RoundingMode.CEILING).intValue(), within);
    };
  }

  private static int value(Alphabet alphabet) {
    return switch (alphabet) {
      case Alphabet.Choices(var labels) -> (labels.size() + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
      case Alphabet.Choice _,
          Alphabet.Numeric _,
          Alphabet.Flag _,
          Alphabet.Count _,
          Alphabet.Elapsed _ ->
          1;
    };
  }

  private static int windowed(int steps, Optional<Duration> within) {
    int total = 1;
    for (int left = steps >>> BITS_PER_BYTE; left > 0; left >>>= BITS_PER_BYTE) {
      total++;
    }
    return within.isPresent() ? WINDOW_BYTES + Panes.COUNT * total : total;
  }
}
