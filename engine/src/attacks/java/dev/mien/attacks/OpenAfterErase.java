package dev.mien.attacks;

import dev.mien.attacks.Visits.Visit;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.Opened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows capsules of erased sessions to every node: two members are cut from each other, sessions
 * that both know are erased at one or the other, the cut is mended, so that what either has erased
 * meets what the other kept, and then each member is stopped and comes back with what its disk has.
 */
final class OpenAfterErase implements Attack {
  static final String NAME = "open-after-erase";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "every capsule, a split of the cluster, and the power to restart each member";
  }

  /** How many opened, of those that were shown. */
  private record Openings(int erased, int live) {
    Openings plus(Openings more) {
      return new Openings(erased + more.erased, live + more.live);
    }
  }

  @Override
  public List<Row> run(Setup setup) throws IOException, InterruptedException {
    Path folder = Folders.fresh(setup.folder().resolve("open-after-erase"));
    try (RelayedMembers members = new RelayedMembers(setup, folder.resolve("wire"))) {
      int sessions = setup.either(100, 1_000);
      KeyFile disk = new KeyFile(folder);
      List<Handle> handles = new ArrayList<>();
      List<HalfKey> keys = new ArrayList<>();
      Visits visits =
          new Visits(
              members.nodes(),
              (handle, key) -> {
                handles.add(handle);
                keys.add(key);
              });
      List<Visit> erased = new ArrayList<>();
      List<Visit> live = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        erased.add(visits.begin(i));
        disk.add(handles.getLast(), keys.getLast());
        live.add(visits.begin(i));
        disk.add(handles.getLast(), keys.getLast());
      }
      members.cut();
      for (int i = 0; i < sessions; i++) {
        visits.erase(i, erased.get(i));
      }
      members.mend();
      Openings openings = openings(members, erased, live);
      int shown = members.nodes().size();
      for (int i = 0; i < members.nodes().size(); i++) {
        members.restart(i);
        if (setup.has(Weakness.DISK_KEYS)) {
          disk.readBy(members.nodes().get(i));
        }
        openings = openings.plus(openings(members, erased, live));
        shown += members.nodes().size();
      }
      return List.of(
          new Row(
              NAME,
              "of %,d erased capsules that opened, shown to each of %d nodes after a split was mended"
                      .formatted(sessions, members.nodes().size())
                  + " and after each restart",
              "0",
              "%,d of %,d".formatted(openings.erased(), shown * sessions),
              "of as many live ones %,d".formatted(openings.live()),
              Row.of(openings.erased() == 0 && openings.live() == shown * sessions)));
    } finally {
      Folders.remove(folder);
    }
  }

  private static Openings openings(RelayedMembers members, List<Visit> erased, List<Visit> live) {
    Visits visits = new Visits(members.nodes(), (_, _) -> {});
    Openings openings = new Openings(0, 0);
    for (int node = 0; node < members.nodes().size(); node++) {
      openings =
          openings.plus(new Openings(opened(visits, node, erased), opened(visits, node, live)));
    }
    return openings;
  }

  private static int opened(Visits visits, int node, List<Visit> shown) {
    int opened = 0;
    for (Visit visit : shown) {
      opened += visits.shown(node, visit.capsule()) instanceof Opened.Live ? 1 : 0;
    }
    return opened;
  }
}
