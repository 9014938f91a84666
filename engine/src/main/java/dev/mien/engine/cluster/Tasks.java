package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that another member may do, and waiting for it. */
final class Tasks {
  private Tasks() {}

  /**
   * What {@code task} comes to on {@code member}. Completes on a thread of Hazelcast's: whoever
   * goes on from there does so on an executor of its own, and with a deadline of its own.
   */
  static <T> CompletableFuture<@Nullable T> ask(
      HazelcastInstance instance, String executor, Member member, Callable<T> task) {
    CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
    try {
      instance
          .getExecutorService(executor)
          .submitToMember(
              task,
              member,
              new ExecutionCallback<T>() {
                @Override
                public void onResponse(@Nullable T response) {
                  answer.complete(response);
                }

                @Override
                public void onFailure(Throwable failure) {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      // A member that is shut down, or shutting down, says so by throwing.
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /**
   * What comes of a question to the cluster, on a thread of {@code callbacks}; fails if it does not
   * come by the deadline, or not at all. Hazelcast's own stages complete on the common pool unless
   * told, and that starts a thread for each where there are few processors.
   */
  static <T> CompletableFuture<T> within(
      Duration deadline,
      Supplier<CompletionStage<T>> question,
      ScheduledExecutorService callbacks) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      ScheduledFuture<?> late =
          callbacks.schedule(
              () -> answer.completeExceptionally(new TimeoutException()),
              deadline.toMillis(),
              TimeUnit.MILLISECONDS);
      question
          .get()
          .whenCompleteAsync(
              (value, failure) -> {
                late.cancel(false);
                if (failure == null) {
                  answer.complete(value);
                } else {
                  answer.completeExceptionally(failure);
                }
              },
              callbacks);
    } catch (RuntimeException e) {
      // A member that is shut down, shutting down, or out of the cluster says so by throwing.
      answer.completeExceptionally(e);
    }
    return answer;
  }
}
