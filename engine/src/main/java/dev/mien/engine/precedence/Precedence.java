package dev.mien.engine.precedence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Who goes first on a core that several threads want. Java hands priorities of threads to Linux for
 * root only, but Linux lets any process lower those of its threads, and say of any how short its
 * turns are to be. Where it is not Linux, or it refuses, all threads are equal as before.
 */
public final class Precedence {
  /**
   * Against a thread that has said nothing it gets one part in ten: enough to end in time at worst.
   */
  private static final int LOW = 10;

  /**
   * The least that Linux takes. A thread that has begun its turn keeps the core until the shortest
   * turn of all that want it is over (EEVDF with RUN_TO_PARITY, {@code kernel/sched/fair.c} of
   * 6.12): some 3 ms otherwise, which is what a decision then waits for whoever builds or compiles
   * in an idle moment. Linux before 6.12 takes no notice.
   */
  private static final long SHORT_TURN_NANOS = 100_000;

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String FIRST_COMPILER = "C1 Compiler";
  private static final String SECOND_COMPILER = "C2 Compiler";

  private static final Optional<Linux> LINUX = Linux.here();

  private Precedence() {}

  /**
   * The same work, by a thread that from then on lets all others go first. It can never go back, so
   * this is for threads that end with their work, or that do nothing else.
   */
  public static Runnable last(Runnable work) {
    return () -> {
      LINUX.ifPresent(linux -> linux.lower(Linux.CALLER, LOW));
      work.run();
    };
  }

  /** Threads of a pool whose work can wait for everybody else's. */
  public static ThreadFactory last(ThreadFactory threads) {
    return work -> threads.newThread(last(work));
  }

  /** The calling thread gets its core soon after it wants it, and gives it back as soon. */
  public static void first() {
    LINUX.ifPresent(linux -> linux.takeTurnsOf(SHORT_TURN_NANOS));
  }

  /**
   * Java's own compilers let all others go first, those included that they start later. Programs
   * get fast a little later on a core that is never idle, and nobody waits for a compiler on one
   * that is.
   *
   * @return how many they are; none where the machine is not as expected
   */
  public static int compilersLast() {
    return LINUX.map(Precedence::lowerCompilers).orElse(0);
  }

  private static int lowerCompilers(Linux linux) {
    int lowered = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (isCompiler(thread)) {
          linux.lower(Integer.parseInt(thread.getFileName().toString()), LOW);
          lowered++;
        }
      }
    } catch (IOException _) {
      // There may be no /proc, or a thread has ended meanwhile; the others are as they are.
      return lowered;
    }
    return lowered;
  }

  private static boolean isCompiler(Path thread) throws IOException {
    String name = Files.readString(thread.resolve("comm"));
    return name.startsWith(FIRST_COMPILER) || name.startsWith(SECOND_COMPILER);
  }
}
