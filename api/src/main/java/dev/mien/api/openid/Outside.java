package dev.mien.api.openid;

import dev.mien.api.openid.SignInFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls to a provider: with a deadline for all of it, up to a size, and to the very address that is
 * asked for. Few at a time, so that a provider that hangs holds few threads.
 */
final class Outside {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration CALL_MAX = Duration.ofSeconds(5);
  private static final long BYTES_MAX = 256 << 10;
  private static final int CALLS_MAX = 4;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_MAX)
          .followRedirects(Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Semaphore calls = new Semaphore(CALLS_MAX);

  /** What a provider answered. */
  record Reply(int status, String body) {}

  Reply get(URI from) throws SignInFailure {
    return send(HttpRequest.newBuilder(from).header("Accept", "application/json"));
  }

  /**
   * Posts a form.
   *
   * @param authorization empty for none
   */
  Reply post(URI to, String form, String authorization) throws SignInFailure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  private Reply send(HttpRequest.Builder request) throws SignInFailure {
    if (!calls.tryAcquire()) {
      throw new SignInFailure(Reason.TOO_MANY, "as many calls wait for the provider as may");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.timeout(CALL_MAX).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      HttpResponse<byte[]> response = answer.get(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException _) {
      throw new SignInFailure(Reason.UNAVAILABLE, "the provider did not answer within 5 s");
    } catch (ExecutionException e) {
      String cause = e.getCause() instanceof IOException io ? io.getClass().getSimpleName() : "";
      throw new SignInFailure(Reason.UNAVAILABLE, "the provider cannot be reached: " + cause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SignInFailure(Reason.UNAVAILABLE, "interrupted");
    } finally {
      boolean _ = answer.cancel(true);
      calls.release();
    }
  }
}
