package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Members that this node is not with: where they may be, whether somebody is there, and how to be
 * with them again. For one thread.
 */
final class Elsewhere {
  /** How often members are looked for that nobody misses. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final List<InetSocketAddress> configured;
  private final Absentees absentees;
  private final Knocks knocks;
  private final Reunion reunion;
  private long lookedAt;

  /**
   * @param configured where other members may be
   * @param absentees who was there and is not
   */
  Elsewhere(
      List<InetSocketAddress> configured,
      Absentees absentees,
      Knocks knocks,
      Reunion reunion,
      long now) {
    this.configured = configured;
    this.absentees = absentees;
    this.knocks = knocks;
    this.reunion = reunion;
    this.lookedAt = now;
  }

  /**
   * Knocks where members should be that this node is not with, and has a split healed if somebody
   * is there.
   *
   * @param all the members that this node is with
   * @return whether somebody is there
   */
  boolean look(HazelcastInstance instance, List<Member> all, long now) {
    Set<InetSocketAddress> missed = absentees.addresses();
    Set<InetSocketAddress> doors = new HashSet<>(configured);
    doors.addAll(missed);
    boolean isDue = now - lookedAt > LOOK.toNanos();
    boolean isShort = all.size() <= configured.size();
    if (isDue || isShort || !missed.isEmpty()) {
      knocks.at(doors);
    }
    Set<InetSocketAddress> known =
        all.stream().map(Member::getSocketAddress).collect(Collectors.toSet());
    boolean isSomebodyThere = knocks.isAnybodyThereBut(known);
    // Hazelcast also knows of members that have asked for this one, or that a name stands for.
    // While
    // somebody is missed it is not asked in vain: that takes seconds, and a heal would wait for it.
    if (isSomebodyThere || (isDue && missed.isEmpty())) {
      reunion.look(instance);
    }
    if (isDue) {
      lookedAt = now;
    }
    return isSomebodyThere;
  }

  /** Whether nobody was where members were, at knocks since {@code since}. */
  boolean isNobodyThere(long since) {
    return knocks.isNobodyThere(absentees.addresses(), since);
  }

  /** Whether as many members are missed as are here: then it may be this part that goes over. */
  boolean hasAsManyAs(List<Member> here) {
    return absentees.addresses().size() >= here.size();
  }
}
