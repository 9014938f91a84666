package dev.mien.engine.precedence;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of Linux for priorities of threads: to {@code setpriority} and {@code sched_setattr} a
 * process is one thread. What it refuses is left as it is.
 */
final class Linux {
  /** "Process 0" is the thread that calls. */
  static final int CALLER = 0;

  private static final int PROCESS = 0;

  private static final List<String> FUNCTIONS = List.of("getpriority", "setpriority", "syscall");

  /** The number of {@code sched_setattr}, for which older C libraries have no function. */
  private static final Map<String, Long> SET_ATTRIBUTES = Map.of("amd64", 314L, "aarch64", 274L);

  /** {@code struct sched_attr} of {@code linux/sched/types.h}, in its first form. */
  private static final MemoryLayout ATTRIBUTES =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT.withName("size"),
          ValueLayout.JAVA_INT.withName("policy"),
          ValueLayout.JAVA_LONG.withName("flags"),
          ValueLayout.JAVA_INT.withName("nice"),
          ValueLayout.JAVA_INT.withName("priority"),
          ValueLayout.JAVA_LONG.withName("runtime"),
          ValueLayout.JAVA_LONG.withName("deadline"),
          ValueLayout.JAVA_LONG.withName("period"));

  private final MethodHandle getPriority;
  private final MethodHandle setPriority;
  private final MethodHandle systemCall;
  private final long setAttributes;

  // Calls out of Java are allowed to the jar and the image; these write no memory of Java's.
  @SuppressWarnings("restricted")
  private Linux(Linker linker, long setAttributes) {
    SymbolLookup calls = linker.defaultLookup();
    this.getPriority =
        linker.downcallHandle(
            calls.findOrThrow("getpriority"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    this.setPriority =
        linker.downcallHandle(
            calls.findOrThrow("setpriority"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    this.systemCall =
        linker.downcallHandle(
            calls.findOrThrow("syscall"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    this.setAttributes = setAttributes;
  }

  /** What there is on this machine. */
  static Optional<Linux> here() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return FUNCTIONS.stream().allMatch(name -> linker.defaultLookup().find(name).isPresent())
        ? Optional.ofNullable(SET_ATTRIBUTES.get(System.getProperty("os.arch", "")))
            .map(number -> new Linux(linker, number))
        : Optional.empty();
  }

  /** Lowers the priority of a thread of this process, or of the one that calls. */
  void lower(int thread, int nice) {
    try {
      var _ = (int) setPriority.invokeExact(PROCESS, thread, nice);
    } catch (Throwable e) {
      throw new IllegalStateException("setpriority takes three numbers and gives one", e);
    }
  }

  /** Sets how long the thread that calls keeps a core before others may have it. */
  void takeTurnsOf(long nanos) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTES);
      set(attributes, "size", (int) ATTRIBUTES.byteSize());
      // It is set together with the turns, and stays as it is.
      set(attributes, "nice", (int) getPriority.invokeExact(PROCESS, CALLER));
      attributes.set(ValueLayout.JAVA_LONG, offset("runtime"), nanos);
      var _ = (long) systemCall.invokeExact(setAttributes, (long) CALLER, attributes, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("sched_setattr takes a structure and two numbers", e);
    }
  }

  private static void set(MemorySegment attributes, String field, int value) {
    attributes.set(ValueLayout.JAVA_INT, offset(field), value);
  }

  private static long offset(String field) {
    return ATTRIBUTES.byteOffset(MemoryLayout.PathElement.groupElement(field));
  }
}
