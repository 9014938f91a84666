package dev.mien.engine.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of the other members from the roll: who answered when, and what. Times are
 * those of a steady clock, in nanoseconds. For one thread.
 */
final class Roster {
  /** Who has not answered for so long is silent. */
  static final Duration SILENT = Duration.ofSeconds(2);

  /** Before Hazelcast gives a member up, after which nobody could say who hears whom. */
  static final Duration BROKEN = Duration.ofSeconds(4);

  /** A question that is not answered by then is put again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<UUID, Entry> entries = new HashMap<>();

  /** A member, as lists of members have it. */
  record Seat(UUID id, InetSocketAddress address) {}

  private static final class Entry {
    long askedAt;
    boolean asking;

    /** When the question was put that was answered last; before any was, when it was first seen. */
    long heardAt;

    @Nullable RollAnswer answer;

    Entry(long now) {
      this.heardAt = now;
    }
  }

  /** Takes the members as they are now: newcomers in, those who are gone out. */
  void members(Collection<UUID> others, long now) {
    entries.keySet().retainAll(others);
    others.forEach(id -> entries.computeIfAbsent(id, _ -> new Entry(now)));
  }

  /** Whether a question is to be put to a member now; if so, it counts as put. */
  boolean asks(UUID id, long now) {
    Entry entry = entries.get(id);
    if (entry == null || (entry.asking && now - entry.askedAt < PATIENCE.toNanos())) {
      return false;
    }
    entry.asking = true;
    entry.askedAt = now;
    return true;
  }

  /**
   * What came of the question that was put at {@code askedAt}.
   *
   * @param answer null if it was not answered
   */
  void heard(UUID id, long askedAt, @Nullable RollAnswer answer) {
    Entry entry = entries.get(id);
    if (entry == null || entry.askedAt != askedAt) {
      return;
    }
    entry.asking = false;
    if (answer != null) {
      entry.heardAt = askedAt;
      entry.answer = answer;
    }
  }

  /** Whether every member has answered at least once. */
  boolean isComplete() {
    return entries.values().stream().allMatch(entry -> entry.answer != null);
  }

  Set<UUID> silent(long now) {
    return entries.entrySet().stream()
        .filter(entry -> now - entry.getValue().heardAt > SILENT.toNanos())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the wall clocks of those who answered show now, in milliseconds. */
  List<Long> wallMillis(long now) {
    return entries.values().stream()
        .filter(entry -> entry.answer != null)
        .map(entry -> entry.answer.wallMillis() + Duration.ofNanos(now - entry.heardAt).toMillis())
        .toList();
  }

  /**
   * As of when all others say that {@code me} is with them.
   *
   * @return empty if one of them does not
   */
  OptionalLong confirmedSince(UUID me, long now) {
    long since = now;
    for (Entry entry : entries.values()) {
      if (entry.answer == null || !entry.answer.members().contains(me)) {
        return OptionalLong.empty();
      }
      since = Math.min(since, entry.heardAt);
    }
    return OptionalLong.of(since);
  }

  /**
   * The member before {@code me} that has not been heard for long, while another one hears it and
   * is heard: so only the link between the two is broken.
   *
   * @param all eldest first, {@code me} included
   */
  Optional<Seat> beyondABrokenLink(List<Seat> all, UUID me, long now) {
    for (Seat elder : all) {
      if (elder.id().equals(me)) {
        break;
      }
      Entry entry = entries.get(elder.id());
      if (entry != null
          && now - entry.heardAt > BROKEN.toNanos()
          && entries.values().stream().anyMatch(witness -> hears(witness, elder.id(), now))) {
        return Optional.of(elder);
      }
    }
    return Optional.empty();
  }

  private static boolean hears(Entry witness, UUID id, long now) {
    RollAnswer answer = witness.answer;
    return answer != null
        && now - witness.heardAt < SILENT.toNanos()
        && answer.members().contains(id)
        && !answer.silent().contains(id);
  }
}
