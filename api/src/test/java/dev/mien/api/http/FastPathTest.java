package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.SiteOrigins;
import dev.mien.api.http.Plan.Address;
import dev.mien.api.http.Plan.Fast;
import dev.mien.api.http.Plan.Surface;
import dev.mien.api.http.Plan.Upkeep;
import dev.mien.api.json.Body;
import dev.mien.api.metrics.Meters;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.UnansweredException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which requests are answered before the router, and in which order everything is answered. */
class FastPathTest {
  private static final String HEAD = "POST /fast HTTP/1.1\r\nHost: a\r\n";
  private static final String JSON = HEAD + "Content-Type: application/json\r\n";

  private final Drain drain = new Drain();
  private final List<String> beyond = new ArrayList<>();
  private final List<CompletableFuture<Answered>> waiting = new ArrayList<>();
  private final EmbeddedChannel connection =
      new EmbeddedChannel(
          new HttpRequestDecoder(),
          new HttpResponseEncoder(),
          new Turnstile(
              (_, _) -> true, drain, new Turnstile.Limit(100, Duration.ofSeconds(5)), fastPath()),
          new Beyond());

  /** Notes the requests that go on, and answers those that ask for it. */
  private final class Beyond extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        beyond.add(request.uri());
      }
      ReferenceCountUtil.release(message);
    }
  }

  private FastPath fastPath() {
    Meters meters = new Meters(new SimpleMeterRegistry());
    Sites sites =
        new Sites(List.of(new SiteOrigins(new Site("shop"), List.of("https://shop.example"))));
    Plan plan =
        new Plan(
            "test",
            new Address("127.0.0.1", 0),
            Harness.LIMITS,
            new Surface(List.of(), List.of()),
            new Upkeep(meters, drain, Duration.ZERO, () -> 0));
    return new FastPath(
        plan, new Fast(sites, List.of(new Stub())), new TokenBucket(100, 100, () -> 0));
  }

  /** Says the number that is sent; leaves {@code "later"} waiting, and {@code "router"} alone. */
  private final class Stub implements FastRoute {
    @Override
    public String path() {
      return "/fast";
    }

    @Override
    public Optional<CompletionStage<Answered>> answer(Caller caller, Body body) {
      String said = new String(body.bytes(), StandardCharsets.UTF_8);
      return switch (said) {
        case "router" -> Optional.empty();
        case "fail" -> throw new IllegalStateException("as the test has it");
        case "later" -> {
          CompletableFuture<Answered> stage = new CompletableFuture<>();
          waiting.add(stage);
          yield Optional.of(stage);
        }
        default -> Optional.of(CompletableFuture.completedFuture(said(said)));
      };
    }
  }

  private static Answered said(String number) {
    return new Answered.Said(out -> out.writeNumber(number));
  }

  @AfterEach
  void close() {
    connection.finishAndReleaseAll();
  }

  @Test
  void plainRequestsAreAnsweredAtOnceAndInOneBufferEach() {
    send(post("1") + post("22"));
    String all = received();
    assertEquals(List.of(), beyond);
    assertEquals(List.of("1", "22"), bodies(all));
    assertTrue(all.startsWith("HTTP/1.1 200 OK\r\n"), all);
    assertTrue(all.contains("\r\ncontent-length: 2\r\n\r\n22"), all);
    assertEquals(0, drain.inFlight());
  }

  @Test
  void whatComesBehindOneThatWaitsIsAnsweredAfterIt() {
    send(post("later") + post("2") + post("later") + post("4"));
    assertEquals("", received());
    assertEquals(1, drain.inFlight());
    waiting.getFirst().complete(said("1"));
    connection.runPendingTasks();
    assertEquals(List.of("1", "2"), bodies(received()));
    waiting.getLast().completeExceptionally(new UnansweredException("as the test has it"));
    connection.runPendingTasks();
    String rest = received();
    assertTrue(rest.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), rest);
    assertTrue(rest.contains("\r\nretry-after: 1\r\n"), rest);
    assertTrue(rest.endsWith("\r\n\r\n4"), rest);
    assertEquals(0, drain.inFlight());
  }

  @Test
  void whoGoesAwayWhileItsAnswerWaitsLeavesNothingBehind() {
    send(post("later") + post("2"));
    connection.close().syncUninterruptibly();
    waiting.getFirst().complete(said("1"));
    connection.runPendingTasks();
    assertEquals(0, drain.inFlight());
    assertEquals("", received());
  }

  @Test
  void whatFailsIsSaidAndTheConnectionGoesOn() {
    send(post("fail") + post("2"));
    String all = received();
    assertTrue(all.startsWith("HTTP/1.1 500 Internal Server Error\r\n"), all);
    assertTrue(all.endsWith("\r\n\r\n2"), all);
  }

  @Test
  void whatIsLeftToTheRouterIsTakenFromTheBucketOnce() {
    // More than the bucket holds, if each were taken here, too.
    for (int i = 0; i < 150; i++) {
      send(post("router"));
      connection.pipeline().lastContext().writeAndFlush(empty()).syncUninterruptibly();
    }
    received();
    send(post("1"));
    assertEquals(List.of("1"), bodies(received()));
  }

  @Test
  void whatTheRouteLeavesGoesOnWhole() {
    send(post("router"));
    assertEquals(List.of("/fast"), beyond);
    assertEquals("", received());
  }

  @Test
  void nothingIsAnsweredBeforeWhatTheRouterHas() {
    send(post("router") + post("2"));
    assertEquals(List.of("/fast", "/fast"), beyond);
    connection.pipeline().lastContext().writeAndFlush(empty()).syncUninterruptibly();
    connection.pipeline().lastContext().writeAndFlush(empty()).syncUninterruptibly();
    received();
    send(post("3"));
    assertEquals(List.of("3"), bodies(received()), "the router has none any more");
  }

  private static DefaultFullHttpResponse empty() {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("content-length", 0);
    return response;
  }

  @Test
  void aBodyThatComesLaterIsForTheRouter() {
    send(JSON + "Content-Length: 1\r\n\r\n");
    assertEquals(List.of("/fast"), beyond);
    send("1");
    assertEquals("", received());
  }

  @Test
  void aBodyOfWhichTheRestComesLaterIsForTheRouter() {
    send(JSON + "Content-Length: 2\r\n\r\n1");
    send("2");
    assertEquals(List.of("/fast"), beyond);
  }

  @Test
  void aBodyThatIsReadInPiecesIsPutTogether() {
    var _ = connection.writeOneInbound(bytes(JSON + "Content-Length: 3\r\n\r\n1"));
    var _ = connection.writeOneInbound(bytes("2"));
    var _ = connection.writeOneInbound(bytes("3" + post("4")));
    connection.flushInbound();
    assertEquals(List.of("123", "4"), bodies(received()));
    assertEquals(List.of(), beyond);
  }

  @Test
  void whateverIsNotPlainIsForTheRouter() {
    String length = "Content-Length: 1\r\n";
    List<String> heads =
        List.of(
            JSON.replace("/fast", "/fast?strict=true") + length,
            JSON.replace("POST", "PUT") + length,
            JSON.replace("1.1", "1.0") + length,
            JSON.replace("Host: a\r\n", "") + length,
            JSON + "Host: b\r\n" + length,
            HEAD + length,
            HEAD + "Content-Type: text/plain\r\n" + length,
            JSON + "Content-Type: application/json\r\n" + length,
            JSON + "Content-Encoding: gzip\r\n" + length,
            JSON + "Expect: 100-continue\r\n" + length,
            JSON + "Connection: close\r\n" + length,
            JSON + "Upgrade: h2c\r\n" + length,
            JSON + "Origin: https://elsewhere.example\r\n" + length,
            JSON + "Mien-Site: elsewhere\r\n" + length,
            JSON + "X: y\r\n".repeat(64) + length,
            JSON + "Transfer-Encoding: chunked\r\n");
    for (String head : heads) {
      beyond.clear();
      EmbeddedChannel one =
          new EmbeddedChannel(
              new HttpRequestDecoder(),
              new HttpResponseEncoder(),
              new Turnstile(
                  (_, _) -> true,
                  drain,
                  new Turnstile.Limit(100, Duration.ofSeconds(5)),
                  fastPath()),
              new Beyond());
      one.writeInbound(bytes(head + "\r\n1"));
      assertEquals(1, beyond.size(), head);
      one.finishAndReleaseAll();
    }
  }

  @Test
  void aNodeThatStopsLeavesAllToTheRouter() {
    drain.begin();
    send(post("1"));
    assertEquals(List.of("/fast"), beyond);
  }

  @Test
  void pagesOfTheSiteMayReadAnswers() {
    send(
        JSON
            + "Origin: https://shop.example\r\nContent-Length: 1\r\n\r\n1"
            + JSON
            + "Origin: https://shop.example\r\nContent-Length: 4\r\n\r\nfail");
    String all = received();
    assertEquals(
        3, all.split("\r\naccess-control-allow-origin: https://shop.example\r\n", -1).length, all);
  }

  private static String post(String body) {
    return JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private void send(String text) {
    connection.writeInbound(bytes(text));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  private String received() {
    StringBuilder all = new StringBuilder();
    ByteBuf next = connection.readOutbound();
    while (next != null) {
      all.append(next.toString(StandardCharsets.UTF_8));
      next.release();
      next = connection.readOutbound();
    }
    return all.toString();
  }

  private static List<String> bodies(String answers) {
    return List.of(answers.split("HTTP/1.1 200 OK\r\n")).stream()
        .filter(answer -> !answer.isEmpty())
        .map(answer -> answer.substring(answer.indexOf("\r\n\r\n") + 4))
        .toList();
  }
}
