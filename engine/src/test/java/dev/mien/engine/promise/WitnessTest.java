package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.promise.Witness.Opinion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A log that tells two stories is found by whoever remembers one. */
class WitnessTest {
  private static final int FORKS = Boolean.getBoolean("mien.full") ? 1_000 : 100;

  private static Checkpoint checkpoint(InMemoryLeaves leaves) throws IOException {
    long size = leaves.size();
    return new Checkpoint("example.com/log", size, new Tree(size, leaves).root());
  }

  @Test
  void aLogThatOnlyGrowsIsFollowed() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    InMemoryLeaves leaves = new InMemoryLeaves();
    Witness witness = new Witness();
    for (int i = 0; i < 50; i++) {
      long seen = witness.newest().map(Checkpoint::size).orElse(0L);
      leaves.append(SampleLeaves.erasures(random.nextInt(9), random));
      List<Hash> consistency = new Tree(leaves.size(), leaves).consistency(seen);
      assertInstanceOf(Opinion.Continues.class, witness.take(checkpoint(leaves), consistency));
    }
    assertEquals(Optional.of(checkpoint(leaves)), witness.newest());
  }

  /** Two logs that part somewhere: of one size, or one of them longer. */
  @Test
  void forksAreFoundWhateverProofComesWithThem() throws IOException {
    for (long seed = 0; seed < FORKS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Leaf> common = SampleLeaves.erasures(random.nextInt(40), random);
      InMemoryLeaves one = new InMemoryLeaves();
      InMemoryLeaves other = new InMemoryLeaves();
      one.append(common);
      other.append(common);
      int parted = 1 + random.nextInt(20);
      one.append(SampleLeaves.erasures(parted, random));
      other.append(SampleLeaves.erasures(parted + (int) (seed % 2) * random.nextInt(20), random));
      Witness witness = new Witness();
      witness.take(checkpoint(one), List.of());
      List<Hash> consistency = new Tree(other.size(), other).consistency(one.size());
      String replay = "replay with seed " + seed;
      assertEquals(
          new Opinion.Forks(checkpoint(one), checkpoint(other)),
          witness.take(checkpoint(other), consistency),
          replay);
      assertEquals(Optional.of(checkpoint(one)), witness.newest(), replay);
    }
  }

  @Test
  void aLogThatGoesBackIsNotFollowed() throws IOException {
    InMemoryLeaves leaves = new InMemoryLeaves();
    leaves.append(SampleLeaves.erasures(5, new SplittableRandom(3)));
    Checkpoint five = checkpoint(leaves);
    Witness witness = new Witness();
    witness.take(five, List.of());
    leaves.forgetLast();
    assertEquals(new Opinion.Older(five), witness.take(checkpoint(leaves), List.of()));
    assertEquals(Optional.of(five), witness.newest());
  }
}
