package dev.mien.engine;

import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Subject;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.shadow.ShadowSegment.Relative;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many sessions a segment of a draft would cover, and how many of them are in segments in
 * force, estimated from what was released of their tokens as {@link ReachEstimate} does.
 *
 * <p>Sessions in both of two segments are those of the one and those of the other less those in
 * either. Their margin takes the three for independent, which makes it rather too wide.
 */
public final class ShadowEstimate {
  private final Map<Subject, Map<Long, Sum>> drafts;
  private final Map<Subject, Map<Long, Sum>> inForce;
  private final int minimum;

  /**
   * @param drafts what was released of segments of drafts
   * @param inForce what was released of segments in force in the same hours
   * @param minimum a number below it is withheld
   */
  public ShadowEstimate(Statistics.Reach drafts, Statistics.Reach inForce, int minimum) {
    this.drafts = byHour(drafts);
    this.inForce = byHour(inForce);
    this.minimum = minimum;
  }

  private static Map<Subject, Map<Long, Sum>> byHour(Statistics.Reach released) {
    Map<Subject, Map<Long, Sum>> sums = new HashMap<>();
    for (Sum sum : released.tokens()) {
      sums.computeIfAbsent(sum.subject(), _ -> new HashMap<>()).put(sum.hour().orElseThrow(), sum);
    }
    return sums;
  }

  /**
   * One segment of a draft.
   *
   * @param hours how many hours the numbers are of
   * @param since the first of them; none if there is none
   * @param inForce the segment in force of the same name, in the same hours; none if there is none
   * @param overlaps with segments in force
   */
  public record Row(
      int hours,
      OptionalLong since,
      Optional<Reach> reach,
      Optional<Reach> inForce,
      List<Overlap> overlaps) {
    public Row {
      overlaps = List.copyOf(overlaps);
    }
  }

  /**
   * The sessions that are in a segment of a draft, and in one in force.
   *
   * @param share of those of the draft's; none where there is no number
   */
  public record Overlap(String segment, Reach sessions, Optional<Share> share) {}

  /** What is known of a segment. */
  public Row row(ShadowSegment segment) {
    String name = segment.knownBy();
    Map<Long, Sum> own = drafts.getOrDefault(new Subject.Shadow(name), Map.of());
    ReachEstimate reach = ReachEstimate.none();
    own.values().forEach(sum -> reach.add(sum.value(), sum.spread()));
    List<Overlap> overlaps = new ArrayList<>();
    if (!own.isEmpty() && isShown(reach.reach(minimum))) {
      for (Relative relative : segment.relatives()) {
        overlap(name, own, relative).ifPresent(overlaps::add);
      }
    }
    return new Row(
        own.size(),
        own.keySet().stream().mapToLong(Long::longValue).min(),
        own.isEmpty() ? Optional.empty() : Optional.of(reach.reach(minimum)),
        inForce(segment.name(), own),
        overlaps);
  }

  private Optional<Reach> inForce(String name, Map<Long, Sum> own) {
    Map<Long, Sum> released = inForce.getOrDefault(new Subject.Segment(name), Map.of());
    ReachEstimate reach = ReachEstimate.none();
    boolean any = false;
    for (long hour : own.keySet()) {
      Sum sum = released.get(hour);
      if (sum != null) {
        reach.add(sum.value(), sum.spread());
        any = true;
      }
    }
    return any ? Optional.of(reach.reach(minimum)) : Optional.empty();
  }

  private Optional<Overlap> overlap(String name, Map<Long, Sum> own, Relative relative) {
    Map<Long, Sum> either =
        drafts.getOrDefault(new Subject.Either(name, relative.knownBy()), Map.of());
    Map<Long, Sum> other = inForce.getOrDefault(new Subject.Segment(relative.name()), Map.of());
    ReachEstimate both = ReachEstimate.none();
    ReachEstimate all = ReachEstimate.none();
    boolean any = false;
    for (Map.Entry<Long, Sum> each : own.entrySet()) {
      Sum joined = either.get(each.getKey());
      Sum beside = other.get(each.getKey());
      if (joined != null && beside != null) {
        all.add(each.getValue().value(), each.getValue().spread());
        both.add(each.getValue().value(), each.getValue().spread());
        both.add(beside.value(), beside.spread());
        both.takeOff(joined.value(), joined.spread());
        any = true;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    Reach shown = both.reach(minimum);
    return Optional.of(
        new Overlap(
            relative.name(), shown, isShown(shown) ? Optional.of(both.of(all)) : Optional.empty()));
  }

  private static boolean isShown(Reach reach) {
    return switch (reach) {
      case Reach.Estimated _, Reach.Many _ -> true;
      case Reach.Withheld _, Reach.Unreleased _ -> false;
    };
  }
}
