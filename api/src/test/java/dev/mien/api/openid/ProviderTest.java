package dev.mien.api.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.LocalProvider;
import dev.mien.api.openid.Provider.Return;
import dev.mien.api.openid.Provider.Way;
import dev.mien.api.openid.SignInFailure.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider whose keys change, and one that does not answer. */
class ProviderTest {
  private static final Way WAY = new Way("state", "nonce", "v".repeat(43));

  private LocalProvider local;
  private Provider provider;
  private Instant now = Instant.now();

  @BeforeEach
  void start() throws Exception {
    local = LocalProvider.start();
    provider =
        new Provider(
            new Registration(
                local.issuer(),
                LocalProvider.CLIENT,
                Optional.of(LocalProvider.SECRET),
                URI.create("https://mien.example/back")),
            () -> now);
  }

  @AfterEach
  void stop() {
    local.close();
  }

  private Subject subject() throws SignInFailure {
    String query = provider.authorization(WAY).getRawQuery();
    return provider.subject(WAY, new Return(local.code(query), Optional.of(local.issuer())));
  }

  private Reason refused() {
    return assertThrows(SignInFailure.class, this::subject).reason();
  }

  @Test
  void keysAreFetchedAgainForAKeyThatIsNotAmongThemButNotAtOnce() throws SignInFailure {
    assertEquals("0815", subject().name());
    local.rotate();
    assertEquals(Reason.REFUSED, refused());
    now = now.plus(Duration.ofSeconds(29));
    assertEquals(Reason.REFUSED, refused());
    now = now.plus(Duration.ofSeconds(1));
    assertEquals("0815", subject().name());
  }

  @Test
  void whatAProviderSaysOfItselfIsKeptForAWhile() throws SignInFailure {
    String before = provider.authorization(WAY).getPath();
    local.discovery = document -> document.put("authorization_endpoint", local.issuer() + "/b");
    assertEquals(before, provider.authorization(WAY).getPath());
    now = now.plus(Duration.ofHours(1));
    assertEquals("/b", provider.authorization(WAY).getPath());
  }

  @Test
  void aProviderThatDoesNotAnswerHoldsFewAndNotForLong() throws Exception {
    local.answering = new CountDownLatch(1);
    List<Reason> reasons = new ArrayList<>();
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reason>> refusals = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        refusals.add(threads.submit(this::refused));
      }
      for (Future<Reason> refusal : refusals) {
        reasons.add(refusal.get());
      }
    }
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    local.answering.countDown();
    assertEquals(4, reasons.stream().filter(Reason.UNAVAILABLE::equals).count());
    assertEquals(2, reasons.stream().filter(Reason.TOO_MANY::equals).count());
    assertTrue(seconds < 15, "it took " + seconds + " s");
  }

  @Test
  void claimsAreFoundByNameAndFurtherIn() {
    Subject subject =
        new Subject(
            "i",
            "n",
            Map.of(
                "a.b", List.of("dotted"), "a", Map.of("b", "inside", "c", Map.of("d", 1)), "e", 7));
    assertEquals(List.of("dotted"), subject.texts("a.b"));
    assertEquals(List.of(), subject.texts("a.c.d"));
    assertEquals(List.of(), subject.texts("a.c.d.e"));
    assertEquals(List.of(), subject.texts("e"));
    assertEquals(Optional.empty(), subject.text("none"));
    assertEquals(
        List.of("inside"), new Subject("i", "n", Map.of("a", Map.of("b", "inside"))).texts("a.b"));
  }
}
