package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.EditionTrial.Flaw;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that publish, and everything that can happen to them, drawn from one seed. Whenever a node
 * turns to the store, others may go on before it is answered and after, so that their steps come in
 * any order; and yet all runs on one thread, so that the seed replays it.
 *
 * <p>What must never be is asserted after every step.
 */
final class SimulatedCluster {
  private static final List<String> SLOTS =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
  private static final int DEPTH_MAX = 3;

  private final SplittableRandom random;
  private final Hardships hardships;
  private final TreeMap<Long, StoredEdition> rows = new TreeMap<>();
  private final Set<Long> damaged = new HashSet<>();
  private final Map<Integer, String> meanings = new HashMap<>();
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<Integer, Long> seenByClients = new HashMap<>();
  private boolean isStoreAway;
  private boolean loses;
  private boolean isCalm;
  private long nowNanos = Duration.ofHours(1).toNanos();
  private int depth;
  private long highestAcknowledged;
  private int acknowledged;
  private int overtaken;
  private int turnedAway;

  /** What may happen. */
  enum Hardships {
    /** Losses, restarts, crashes, a store that is away. */
    OUTAGES,
    /** These, and rows that nobody can read any more, and editions that only some nodes can use. */
    DAMAGE
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  SimulatedCluster(long seed, int count, Hardships hardships) {
    this.random = new SplittableRandom(seed);
    this.hardships = hardships;
    for (int i = 0; i < count; i++) {
      nodes.add(new SimulatedNode(i));
    }
    nodes.forEach(SimulatedNode::begin);
  }

  int acknowledged() {
    return acknowledged;
  }

  int overtaken() {
    return overtaken;
  }

  int turnedAway() {
    return turnedAway;
  }

  /** One step of somebody. */
  void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> any().publish();
      case 4, 5, 6 -> any().look();
      case 7, 8, 9 -> visit();
      case 10 -> pass(Duration.ofMillis(random.nextInt(1_500)));
      case 11 -> pass(Duration.ofSeconds(random.nextInt(90)));
      case 12 -> isStoreAway = !isStoreAway;
      case 13 -> loses = !loses;
      case 14 -> any().restart();
      default -> damage();
    }
    check();
  }

  /** Everything is well again, and everybody has had time to look. */
  void calmDown() {
    isStoreAway = false;
    loses = false;
    isCalm = true;
    for (int round = 0; round < 2; round++) {
      pass(Duration.ofMinutes(2));
      for (SimulatedNode node : nodes) {
        node.reviveIfDead();
        node.look();
      }
    }
    check();
  }

  /** All nodes have the newest edition in force. */
  void checkAgreement() {
    long newest = rows.isEmpty() ? 0 : rows.lastKey();
    assertTrue(newest >= highestAcknowledged, "what was acknowledged is in the store");
    for (SimulatedNode node : nodes) {
      assertEquals(newest, node.number(), "node " + node.id);
    }
  }

  /** Somebody publishes what every node can use, and everybody looks. */
  void publishForAll() throws IOException {
    Publication publication = nodes.getFirst().editions().publish(SmallWorkspaces.of("last a l"));
    assertTrue(publication instanceof Publication.Published, publication.toString());
    nodes.forEach(SimulatedNode::look);
    check();
  }

  private SimulatedNode any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private boolean seldom() {
    return !isCalm && random.nextInt(24) == 0;
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
    nodes.forEach(SimulatedNode::tick);
  }

  /** Lets others go on while somebody waits for the store. */
  private void meanwhile() {
    if (!isCalm && depth < DEPTH_MAX && random.nextInt(3) == 0) {
      depth++;
      switch (random.nextInt(4)) {
        case 0 -> any().publish();
        case 1 -> any().look();
        case 2 -> visit();
        default -> pass(Duration.ofMillis(random.nextInt(700)));
      }
      depth--;
      check();
    }
  }

  private void damage() {
    if (hardships == Hardships.DAMAGE && !rows.isEmpty() && random.nextInt(4) == 0) {
      damaged.add(rows.lastKey());
    }
  }

  /** A client comes to a node, with the newest edition that it has seen anywhere. */
  private void visit() {
    int client = random.nextInt(3);
    SimulatedNode node = any();
    if (!node.isFree()) {
      return;
    }
    long seen = seenByClients.getOrDefault(client, 0L);
    boolean isThere = node.editions().call(seen);
    Reached reached =
        isThere
            ? Reached.YES
            : node.alone(() -> Floors.judged(node.number() >= seen, node.editions().poll(), seen));
    if (reached == Reached.BEHIND && node.number() >= seen) {
      reached = Reached.YES;
    }
    assertNotEquals(Reached.NO_SUCH_EDITION, reached, "what a client saw was published");
    if (reached == Reached.YES) {
      assertTrue(node.number() >= seen, "client " + client + " goes back to " + node.number());
      seenByClients.put(client, node.number());
    } else {
      turnedAway++;
    }
  }

  private void check() {
    for (SimulatedNode node : nodes) {
      node.checkThatItRises();
      Edition edition = node.inForce();
      if (edition.number() > 0) {
        StoredEdition row = rows.get(edition.number());
        assertTrue(row != null && row.sources().equals(edition.sources()), "in force, and kept");
      }
      edition
          .vocabulary()
          .ids()
          .byKey()
          .forEach(
              (key, id) -> {
                String meaning = meanings.putIfAbsent(id, key);
                assertTrue(
                    meaning == null || meaning.equals(key), id + " was " + meaning + ", is " + key);
              });
    }
  }

  /** One node, through all its lives. */
  private final class SimulatedNode {
    private final int id;
    private final InMemoryEditions folder = new InMemoryEditions();
    private @Nullable Editions editions;
    private Edition last = Editions.empty(Instant.EPOCH);
    private long highest;

    /** It is in the middle of something that nothing else may come between. */
    private int busy;

    /** It is in the middle of a publication. */
    private boolean isPublishing;

    SimulatedNode(int id) {
      this.id = id;
    }

    Editions editions() {
      Editions now = editions;
      if (now == null) {
        throw new IllegalStateException("the node is down");
      }
      return now;
    }

    boolean isUp() {
      return editions != null;
    }

    boolean isFree() {
      return isUp() && busy == 0;
    }

    long number() {
      return inForce().number();
    }

    Edition inForce() {
      return editions == null ? last : editions.inForce();
    }

    void begin() {
      Editions fresh =
          Editions.assembled(
              new Editions.Parts(
                  new Rows(this),
                  folder,
                  _ -> new Links(this),
                  this::flaw,
                  SmallWorkspaces::compile,
                  () -> Instant.EPOCH.plusNanos(nowNanos)),
              () -> nowNanos);
      highest = 0;
      editions = fresh;
      alone(
          () -> {
            fresh.start(Duration.ZERO);
            return fresh;
          });
    }

    private Optional<Flaw> flaw(Edition edition) {
      return edition.model().name().equals("unfit-" + id)
          ? Optional.of(new Flaw("trial-failed", "it does not suit node " + id))
          : Optional.empty();
    }

    <T> T alone(Supplier<T> work) {
      busy++;
      try {
        return work.get();
      } finally {
        busy--;
      }
    }

    void look() {
      if (isFree()) {
        alone(() -> editions().poll());
        if (random.nextInt(3) > 0) {
          editions().remember();
        }
      }
    }

    void tick() {
      if (isUp()) {
        editions().tick();
      }
    }

    void publish() {
      if (!isFree() || isPublishing) {
        return;
      }
      StringBuilder words = new StringBuilder("w" + random.nextInt(1_000));
      if (hardships == Hardships.DAMAGE && random.nextInt(6) == 0) {
        words = new StringBuilder("unfit-" + random.nextInt(nodes.size()));
      }
      for (String slot : SLOTS) {
        words.append(random.nextInt(3) == 0 ? " " + slot : "");
      }
      isPublishing = true;
      busy++;
      try {
        Publication publication = editions().publish(SmallWorkspaces.of(words.toString()));
        if (publication instanceof Publication.Published(var edition)) {
          acknowledged++;
          highestAcknowledged = Math.max(highestAcknowledged, edition.number());
          StoredEdition row = rows.get(edition.number());
          assertTrue(row != null && row.sources().equals(edition.sources()), "acknowledged, kept");
          assertTrue(number() >= edition.number(), "acknowledged, in force");
        }
      } catch (IOException _) {
        turnedAway++;
      } catch (Crash _) {
        goDown();
      } finally {
        isPublishing = false;
        busy--;
      }
    }

    void restart() {
      if (isFree() && !isPublishing) {
        goDown();
      }
      reviveIfDead();
    }

    private void goDown() {
      editions().close();
      last = Editions.empty(Instant.EPOCH);
      editions = null;
    }

    void reviveIfDead() {
      if (!isUp() && busy == 0) {
        begin();
      }
    }

    void checkThatItRises() {
      assertTrue(number() >= highest || !isUp(), "node " + id + " goes back");
      highest = number();
    }
  }

  /** The common store, as one node sees it. */
  private final class Rows implements EditionStore {
    private final SimulatedNode node;

    Rows(SimulatedNode node) {
      this.node = node;
    }

    private void arrive() throws IOException {
      meanwhile();
      if (isStoreAway || seldom()) {
        throw new IOException("the store is away");
      }
    }

    @Override
    public long newest() throws IOException {
      arrive();
      long newest = rows.isEmpty() ? 0 : rows.lastKey();
      meanwhile();
      return newest;
    }

    @Override
    public List<Summary> list(int most) throws IOException {
      arrive();
      return rows.descendingMap().values().stream()
          .map(StoredEdition::summary)
          .filter(summary -> !damaged.contains(summary.number()))
          .limit(most)
          .toList();
    }

    @Override
    public Optional<StoredEdition> find(long number) throws IOException {
      arrive();
      if (damaged.contains(number)) {
        throw new DamagedException("edition " + number + " is damaged");
      }
      return Optional.ofNullable(rows.get(number));
    }

    @Override
    public boolean keep(StoredEdition edition) throws IOException {
      // Here a publication holds nothing back: the node may look, and be told, meanwhile.
      node.busy--;
      try {
        arrive();
        crashSeldom();
        if (!rows.isEmpty() && edition.summary().number() <= rows.lastKey()) {
          overtaken++;
          return false;
        }
        rows.put(edition.summary().number(), edition);
        crashSeldom();
        if (seldom()) {
          throw new IOException("whether it is kept is not certain");
        }
        meanwhile();
        return true;
      } finally {
        node.busy++;
      }
    }

    private void crashSeldom() {
      if (seldom()) {
        throw new Crash();
      }
    }
  }

  /** The other nodes, as one node sees them. */
  private final class Links implements EditionPeers {
    private final SimulatedNode from;

    Links(SimulatedNode from) {
      this.from = from;
    }

    private List<SimulatedNode> reached() {
      return nodes.stream()
          .filter(node -> node != from && node.isFree() && !(loses && random.nextBoolean()))
          .toList();
    }

    @Override
    public void prepare(long number) {
      for (SimulatedNode node : reached()) {
        // What was going on in between may have taken it down.
        if (node.isFree()) {
          node.alone(
              () -> {
                node.editions().prepare(number);
                return number;
              });
        }
      }
      if (seldom()) {
        throw new Crash();
      }
    }

    @Override
    public void putInForce(long number) {
      for (SimulatedNode node : reached()) {
        if (node.isFree() && !node.editions().call(number)) {
          node.look();
        }
      }
    }

    @Override
    public CompletionStage<OptionalLong> newest() {
      return CompletableFuture.completedFuture(
          reached().stream().mapToLong(SimulatedNode::number).max());
    }

    @Override
    public Optional<StoredEdition> fetch(long number) {
      return reached().stream().flatMap(node -> node.editions().held(number).stream()).findFirst();
    }
  }
}
