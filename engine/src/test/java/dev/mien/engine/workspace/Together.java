package dev.mien.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The same at once on several threads. */
public final class Together {
  private Together() {}

  /** What came of each, by its number. */
  public static <T> List<T> run(int threads, IntFunction<Callable<T>> works) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> work = works.apply(i);
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
