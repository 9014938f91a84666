package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Work that is done by another member. */
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
}
