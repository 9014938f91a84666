package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of a connection after requests on it were shed. */
class TurnstileTest {
  private static final String SHED = "POST /shed HTTP/1.1\r\nHost: a\r\n";
  private static final String LET_IN = "GET /let-in HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Turnstile.Limit LIMIT = new Turnstile.Limit(100, Duration.ofSeconds(5));

  private final Drain drain = new Drain();
  private final List<String> beyond = new ArrayList<>();
  private final EmbeddedChannel connection =
      new EmbeddedChannel(
          new HttpRequestDecoder(),
          new HttpResponseEncoder(),
          new Turnstile(TurnstileTest::isLetIn, drain, LIMIT, null),
          new Beyond());

  /** What stands behind the turnstile: notes the requests that it sees, and answers none. */
  private final class Beyond extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        beyond.add(request.uri());
      }
      assertTrue(message instanceof HttpObject);
      ReferenceCountUtil.release(message);
    }
  }

  private static boolean isLetIn(HttpRequest request, EventLoop eventLoop) {
    return !request.uri().equals("/shed");
  }

  @AfterEach
  void close() {
    connection.finishAndReleaseAll();
  }

  @Test
  void theRequestAfterAShedOneIsReadFromItsBeginning() {
    send(SHED + "Content-Length: 27\r\n\r\nGET /inside-body HTTP/1.1\r\n" + LET_IN);
    assertEquals(List.of("/let-in"), beyond);
    assertShed(received());
    assertTrue(connection.isOpen());
  }

  @Test
  void aShedRequestIsAnsweredOnceAllOfItHasCome() {
    send(SHED + "Content-Length: 6\r\n\r\nabc");
    assertEquals("", received());
    send("def");
    assertShed(received());
    send(LET_IN);
    assertEquals(List.of("/let-in"), beyond);
  }

  @Test
  void everyShedRequestIsAnsweredInTurn() {
    send((SHED + "Content-Length: 0\r\n\r\n").repeat(3));
    assertEquals(3, received().split("HTTP/1.1 503 ", -1).length - 1);
    assertEquals(List.of(), beyond);
  }

  @Test
  void headGetsTheSameHeadAndNoBody() {
    send(SHED + "\r\n");
    String whole = received();
    send(SHED.replace("POST", "HEAD") + "\r\n");
    String head = received();
    assertEquals(whole.substring(0, whole.indexOf("\r\n\r\n") + 4), head);
  }

  @Test
  void anAnswerTellsWhenToAskAgainAndCarriesWhatEveryAnswerCarries() {
    send(SHED + "\r\n");
    String all = received();
    assertTrue(all.contains("\r\nretry-after: 1\r\n"), all);
    assertTrue(all.contains("\r\ncontent-type: application/problem+json\r\n"), all);
    assertTrue(all.contains("\r\ncache-control: no-store\r\n"), all);
    Gate.PROTECTION.forEach(
        (name, value) -> assertTrue(all.contains("\r\n" + name + ": " + value + "\r\n"), all));
    String body = all.substring(all.indexOf("\r\n\r\n") + 4);
    assertTrue(all.contains("\r\ncontent-length: " + body.length() + "\r\n"), all);
    assertTrue(body.contains("\"code\":\"overloaded\""), body);
  }

  @Test
  void whoAsksForTheConnectionToEndHasItEnded() {
    for (String request :
        List.of(
            SHED + "Connection: close\r\n\r\n",
            SHED.replace("1.1", "1.0") + "\r\n",
            "POST /shed HTTP/1.1\r\n\r\n",
            SHED + "Host: b\r\n\r\n",
            SHED + "Transfer-Encoding: chunked\r\n\r\n",
            SHED + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
            SHED + "Content-Length: 101\r\n\r\n")) {
      EmbeddedChannel one =
          new EmbeddedChannel(
              new HttpRequestDecoder(),
              new HttpResponseEncoder(),
              new Turnstile(TurnstileTest::isLetIn, drain, LIMIT, null),
              new Beyond());
      one.writeInbound(bytes(request));
      String answer = text(one.<ByteBuf>readOutbound());
      assertTrue(answer.contains("\r\nconnection: close\r\n"), request + answer);
      one.writeInbound(bytes(LET_IN));
      assertEquals(List.of(), beyond, request);
      assertTrue(one.isOpen(), "the answer has to arrive first");
      one.advanceTimeBy(1, TimeUnit.SECONDS);
      one.runPendingTasks();
      assertFalse(one.isOpen(), request);
      one.finishAndReleaseAll();
    }
  }

  @Test
  void aBodyThatNeverEndsIsNotWaitedFor() {
    send(SHED + "Content-Length: 6\r\n\r\nabc");
    connection.advanceTimeBy(4, TimeUnit.SECONDS);
    connection.runPendingTasks();
    assertTrue(connection.isOpen());
    connection.advanceTimeBy(2, TimeUnit.SECONDS);
    connection.runPendingTasks();
    assertFalse(connection.isOpen());
  }

  @Test
  void aRequestThatIsShedBeforeItsTurnEndsTheConnectionWhenItsTurnComes() {
    send(LET_IN + SHED + "\r\n" + LET_IN);
    assertEquals(List.of("/let-in"), beyond);
    assertEquals("", received());
    assertTrue(connection.isOpen());
    connection.writeOutbound(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    assertTrue(connection.isOpen());
    connection.writeOutbound(
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    assertFalse(connection.isOpen());
    String all = received();
    assertTrue(all.contains("HTTP/1.1 200 ") && !all.contains("503"), all);
  }

  @Test
  void aNodeThatIsToldToStopShedsNothingMore() {
    drain.begin();
    send(SHED + "\r\n");
    assertEquals(List.of("/shed"), beyond);
  }

  private static void assertShed(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
    assertFalse(answer.contains("connection: close"), answer);
  }

  private void send(String text) {
    connection.writeInbound(bytes(text));
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private String received() {
    StringBuilder all = new StringBuilder();
    ByteBuf next = connection.readOutbound();
    while (next != null) {
      all.append(text(next));
      next = connection.readOutbound();
    }
    return all.toString();
  }

  private static String text(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.US_ASCII);
    bytes.release();
    return text;
  }
}
