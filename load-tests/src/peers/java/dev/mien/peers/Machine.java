package dev.mien.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the cores of this machine have done so far, by the count of Linux.
 *
 * @param busySeconds processor time of everything that ran
 * @param allSeconds that and what nothing ran in, of all cores together
 */
record Machine(double busySeconds, double allSeconds) {
  private static final Path STAT = Path.of("/proc/stat");

  /** How many numbers of a line add up to all time; those behind them are in others already. */
  private static final int COUNTED = 8;

  private static final List<Integer> IDLE = List.of(3, 4);

  /** Now; nothing where Linux is not what counts. */
  static Machine now() throws IOException {
    if (!Files.isReadable(STAT)) {
      return new Machine(Double.NaN, Double.NaN);
    }
    String line = Files.readAllLines(STAT).getFirst();
    long[] ticks =
        Arrays.stream(line.strip().split(" +", -1))
            .skip(1)
            .limit(COUNTED)
            .mapToLong(Long::parseLong)
            .toArray();
    long all = Arrays.stream(ticks).sum();
    long idle = IDLE.stream().mapToLong(at -> ticks[at]).sum();
    return new Machine((all - idle) / Server.TICKS_PER_SECOND, all / Server.TICKS_PER_SECOND);
  }

  /** Which share of all cores' time since {@code before} was used by more than {@code seconds}. */
  double shareBeyond(double seconds, Machine before) {
    return (busySeconds - before.busySeconds - seconds) / (allSeconds - before.allSeconds);
  }
}
