package dev.mien.attacks;

import dev.mien.attacks.Visits.Visit;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.cluster.TamperedNodes;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Searches all that two members say to each other. Half-keys of live sessions have to cross, for so
 * the second member comes to have them, and they cross in clear: whoever reads the wire can open
 * those capsules that they have as well. Of a capsule nothing must cross, and no half-key once its
 * session is erased.
 */
final class Wire implements Attack {
  static final String NAME = "wire";

  /** As much of a capsule as it is known by. */
  private static final int PIECE = 32;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "every byte that two members send each other";
  }

  /** What is looked for. */
  private static final class Secrets {
    private final Needles capsules = new Needles();
    private final Needles all = new Needles();
    private final Needles live = new Needles();
    private final Needles erased = new Needles();

    void capsule(String text) {
      byte[] written = text.getBytes(StandardCharsets.US_ASCII);
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      capsules.add(Arrays.copyOf(written, PIECE));
      capsules.add(Arrays.copyOf(bytes, PIECE));
      capsules.add(Arrays.copyOfRange(bytes, bytes.length - PIECE, bytes.length));
    }
  }

  @Override
  public List<Row> run(Setup setup) throws IOException, InterruptedException {
    Path before = Folders.fresh(setup.folder().resolve("wire-before"));
    Path after = Folders.fresh(setup.folder().resolve("wire-after"));
    try (RelayedMembers members = new RelayedMembers(setup, before)) {
      int sessions = setup.either(100, 1_000);
      Secrets secrets = new Secrets();
      List<Visit> erased = visited(setup, members, sessions, secrets);
      members.copyTo(after);
      // Both are asked for all of them, and one comes back and is told what there is.
      ask(members.nodes(), erased);
      members.restart(1);
      ask(members.nodes(), erased);
      return rows(secrets, sessions, Folders.files(before), Folders.files(after));
    } finally {
      Folders.remove(before);
      Folders.remove(after);
    }
  }

  /** As many sessions that stay as such that are erased; answers with these. */
  private static List<Visit> visited(
      Setup setup, RelayedMembers members, int sessions, Secrets secrets) {
    List<Handle> handles = new ArrayList<>();
    List<HalfKey> keys = new ArrayList<>();
    List<Node> nodes = members.nodes();
    Visits visits =
        new Visits(
            nodes,
            (handle, key) -> {
              handles.add(handle);
              keys.add(key);
            });
    List<Visit> erased = new ArrayList<>();
    for (int i = 0; i < 2 * sessions; i++) {
      Visit visit = visits.begin(i);
      byte[] key = keys.getLast().bytes();
      secrets.capsule(visit.capsule());
      secrets.all.add(key);
      if (setup.has(Weakness.SHARED_CAPSULES)) {
        byte[] capsule = visit.capsule().getBytes(StandardCharsets.US_ASCII);
        TamperedNodes.share(nodes.get(i % nodes.size()), handles.getLast(), capsule);
      }
      if (i % 2 == 0) {
        secrets.live.add(key);
      } else {
        secrets.erased.add(key);
        // At the one that began it, and at the other.
        visits.erase(i / 2, visit);
        erased.add(visit);
      }
    }
    return erased;
  }

  private static void ask(List<Node> nodes, List<Visit> erased) {
    Visits visits = new Visits(nodes, (_, _) -> {});
    for (int node = 0; node < nodes.size(); node++) {
      for (Visit visit : erased) {
        var _ = visits.shown(node, visit.capsule());
      }
    }
  }

  private static List<Row> rows(Secrets secrets, int sessions, List<Path> before, List<Path> after)
      throws IOException {
    int capsules = secrets.capsules.foundIn(before) + secrets.capsules.foundIn(after);
    int keys = secrets.all.foundIn(before);
    int erased = secrets.erased.foundIn(after);
    // It is told of the partitions that it gets, at their pace; of half of them is enough to look
    // at.
    int live = secrets.live.foundIn(after);
    return List.of(
        new Row(
            NAME,
            "pieces of the capsules of %,d sessions, between two members".formatted(2 * sessions),
            "0",
            Integer.toString(capsules),
            "of their half-keys, which have to cross, %,d".formatted(keys),
            Row.of(capsules == 0 && keys == 2 * sessions)),
        new Row(
            NAME,
            "of %,d erased half-keys, sent after the erasure, also to a member that comes back"
                .formatted(sessions),
            "0",
            Integer.toString(erased),
            "of as many live ones %,d".formatted(live),
            Row.of(erased == 0 && live >= sessions / 2)));
  }
}
