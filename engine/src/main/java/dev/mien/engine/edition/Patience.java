package dev.mien.engine.edition;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Work that mostly takes a core while no other thread of this machine wants it: what builds the
 * next edition must not hold up those that answer from this one.
 *
 * <p>Java hands priorities of threads to Linux only for root. Any thread may lower its own, though,
 * and to {@code setpriority} of Linux "process 0" is the thread that calls. It can never raise it
 * again, so this is for threads that end with their work. Elsewhere, and where the call is refused,
 * work has the priority of all.
 */
final class Patience {
  private static final int PROCESS = 0;
  private static final int CALLER = 0;

  /**
   * Against a thread that has said nothing it gets one part in ten: enough to end in time at worst.
   */
  private static final int LOW = 10;

  private static final Optional<MethodHandle> SET_PRIORITY = setPriority();

  private Patience() {}

  // Calls out of Java are allowed to the jar and the image; this one reads and writes no memory.
  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> setPriority() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(
            address ->
                linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT)));
  }

  /** The same work, by a thread that from then on lets all others go first. */
  static Runnable with(Runnable work) {
    return () -> {
      learn();
      work.run();
    };
  }

  private static void learn() {
    SET_PRIORITY.ifPresent(
        call -> {
          try {
            var _ = (int) call.invokeExact(PROCESS, CALLER, LOW);
          } catch (Throwable e) {
            throw new IllegalStateException("setpriority takes three numbers and gives one", e);
          }
        });
  }
}
