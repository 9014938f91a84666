package dev.mien.peers;

import dev.mien.peers.Load.Arrivals;
import dev.mien.peers.Outcome.Span;
import dev.mien.peers.Outcome.Totals;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Drives one server on this machine over kept connections, on one thread that does nothing else: as
 * fast as it answers, or at a rate whatever it answers. At a rate a call counts from when it was
 * due, also while it waits for a connection, so a server that stands still is slow for all calls
 * that would have come (no coordinated omission).
 */
final class Driver {
  private static final int ANSWER_BYTES_MAX = 1 << 17;
  private static final long PAUSE_NANOS = 20_000;

  /** More than it takes to answer all connections at once. */
  private static final long STANDING_NANOS = 500_000;

  private static final byte[] LENGTH = bytes("content-length: ");
  private static final byte[] CAPSULE = bytes("\"capsule\":\"");

  /** Whether it waits for answers in its sleep. */
  enum Waiting {
    /** It asks over and over, and needs a core of its own. */
    AWAKE,
    /** It lets others have its core now and then. */
    ASLEEP
  }

  private final List<byte[]> requests;
  private final boolean carriesCapsules;
  private final Waiting waiting;
  private long[] dues = new long[1 << 20];
  private long[] nanos = new long[1 << 20];
  private int answered;
  private long failed;
  private long sentBytes;
  private long receivedBytes;
  private long idleNanos;
  private long stoodNanos;

  private Driver(List<byte[]> requests, boolean carriesCapsules, Waiting waiting) {
    this.requests = requests;
    this.carriesCapsules = carriesCapsules;
    this.waiting = waiting;
  }

  /** Requests as {@link #request} makes them; connections take them in turn. */
  static Driver of(List<byte[]> requests, Waiting waiting) {
    return new Driver(requests, false, waiting);
  }

  /**
   * Requests with a capsule, one for each connection, which asks it again and again with the
   * capsule of the answer before.
   */
  static Driver goingOn(List<byte[]> requests, Waiting waiting) {
    return new Driver(requests, true, waiting);
  }

  /** The same requests, from the beginning. */
  Driver again() {
    return new Driver(requests, carriesCapsules, waiting);
  }

  /** One request as it goes over the wire. */
  static byte[] request(String body) {
    byte[] bytes = bytes(body);
    byte[] head =
        bytes(
            "POST /v1/decide HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
                + "content-length: "
                + bytes.length
                + "\r\n\r\n");
    byte[] all = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Drives, and waits for the calls that are under way at the end. */
  Outcome run(int port, Load load) throws IOException {
    try (Selector selector = Selector.open()) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < load.connections(); i++) {
        all.add(new Connection(selector, port, i));
      }
      useOnce(selector, all);
      answered = 0;
      failed = 0;
      sentBytes = 0;
      receivedBytes = 0;
      idleNanos = 0;
      stoodNanos = 0;
      long begun = System.nanoTime();
      Span span = new Span(begun, begun + load.duration().toNanos());
      switch (load.arrivals()) {
        case Arrivals.AsAnswered _ -> asAnswered(selector, all, span);
        case Arrivals.Even even -> {
          long gap = (long) (1e9 / even.perSecond());
          atRate(selector, all, span, () -> gap);
        }
        case Arrivals.AtRandom random -> {
          SplittableRandom source = new SplittableRandom(random.seed());
          double mean = 1e9 / random.perSecond();
          atRate(selector, all, span, () -> (long) (-mean * Math.log1p(-source.nextDouble())));
        }
      }
      double took = System.nanoTime() - begun;
      for (Connection connection : all) {
        connection.channel.close();
      }
      return new Outcome(
          Arrays.copyOf(dues, answered),
          Arrays.copyOf(nanos, answered),
          new Totals(
              took / 1e9, failed, sentBytes, receivedBytes, idleNanos / took, stoodNanos / took));
    }
  }

  /** Connections are kept, so what it takes to open them is no call's; it is milliseconds. */
  private void useOnce(Selector selector, List<Connection> all) throws IOException {
    long now = System.nanoTime();
    asAnswered(selector, all, new Span(now, now));
  }

  private void asAnswered(Selector selector, List<Connection> all, Span span) throws IOException {
    for (Connection connection : all) {
      connection.send(System.nanoTime());
    }
    Deque<Connection> free = new ArrayDeque<>(all.size());
    while (free.size() < all.size()) {
      poll(
          selector,
          connection -> {
            long now = System.nanoTime();
            if (span.holds(now)) {
              connection.send(now);
            } else {
              free.add(connection);
            }
          });
    }
  }

  private void atRate(Selector selector, List<Connection> all, Span span, LongSupplier gaps)
      throws IOException {
    Deque<Connection> free = new ArrayDeque<>(all);
    Answered put = free::add;
    long planned = span.from();
    long looked = System.nanoTime();
    while (span.holds(planned) || free.size() < all.size()) {
      looked = lookAgain(looked, all);
      while (span.holds(planned)
          && !free.isEmpty()
          && planned + stoodNanos - System.nanoTime() <= 0) {
        free.poll().send(planned + stoodNanos);
        planned += gaps.getAsLong();
      }
      poll(selector, put);
    }
  }

  /**
   * Where this thread had no core for a while, for its own machine compiled or collected, the plan
   * stands still as long, and calls under way say nothing: no server is to blame. It does not wait
   * for any, so one that stands still does not look like this.
   */
  private long lookAgain(long looked, List<Connection> all) {
    long now = System.nanoTime();
    if (waiting == Waiting.AWAKE && now - looked > STANDING_NANOS) {
      stoodNanos += now - looked;
      for (Connection connection : all) {
        connection.tells = false;
      }
    }
    return now;
  }

  /** What is done with a connection once its answer is whole. */
  @FunctionalInterface
  private interface Answered {
    void with(Connection connection) throws IOException;
  }

  private void poll(Selector selector, Answered answered) throws IOException {
    long begun = System.nanoTime();
    int found =
        selector.selectNow(
            key -> {
              Connection connection = (Connection) key.attachment();
              try {
                if (connection.receive()) {
                  answered.with(connection);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    if (found == 0) {
      if (waiting == Waiting.ASLEEP) {
        // It must not take a whole core from what it measures; it may be this much late.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      idleNanos += System.nanoTime() - begun;
    }
  }

  private void note(long due, long took) {
    if (answered == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * answered);
      dues = Arrays.copyOf(dues, 2 * answered);
    }
    dues[answered] = due;
    nanos[answered++] = took;
  }

  /** One connection with at most one call under way. */
  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private final byte[] own;
    private final int ownCapsule;
    private int answerCapsule;
    private int next;
    private long due;
    private boolean tells;

    Connection(Selector selector, int port, int number) throws IOException {
      channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      next = number;
      own = requests.get(number % requests.size()).clone();
      ownCapsule = find(own, CAPSULE, 0, own.length);
    }

    void send(long dueNanos) throws IOException {
      due = dueNanos;
      tells = true;
      in.clear();
      byte[] request = carriesCapsules ? own : requests.get(next % requests.size());
      next++;
      sentBytes += request.length;
      ByteBuffer out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }

    /** Whether the answer is whole. */
    boolean receive() throws IOException {
      if (channel.read(in) < 0) {
        throw new EOFException("the server closed a connection");
      }
      byte[] bytes = in.array();
      int head = headEnd(bytes, in.position());
      if (head < 0) {
        return false;
      }
      int length = length(bytes, head);
      if (in.position() < head + length) {
        return false;
      }
      receivedBytes += in.position();
      boolean isOk = bytes[9] == '2';
      if (!isOk) {
        failed++;
      } else if (tells) {
        note(due, System.nanoTime() - due);
      }
      if (isOk && carriesCapsules) {
        carry(bytes, head + length);
      }
      return true;
    }

    private static int headEnd(byte[] bytes, int limit) {
      for (int i = 3; i < limit; i++) {
        if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
          return i + 1;
        }
      }
      return -1;
    }

    private static int length(byte[] bytes, int head) {
      int at = find(bytes, LENGTH, 0, head);
      int length = 0;
      for (int i = at + LENGTH.length; at >= 0 && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
        length = 10 * length + bytes[i] - '0';
      }
      return length;
    }

    /** Puts the capsule of an answer into the next request: all capsules are of one length. */
    private void carry(byte[] bytes, int limit) {
      if (answerCapsule > limit - CAPSULE.length || !isAt(answerCapsule, bytes, CAPSULE)) {
        answerCapsule = find(bytes, CAPSULE, 0, limit);
      }
      if (answerCapsule < 0 || ownCapsule < 0) {
        failed++;
        return;
      }
      int from = answerCapsule + CAPSULE.length;
      int to = ownCapsule + CAPSULE.length;
      for (int i = 0; bytes[from + i] != '"'; i++) {
        own[to + i] = bytes[from + i];
      }
    }

    private static boolean isAt(int at, byte[] in, byte[] what) {
      return at >= 0 && Arrays.equals(in, at, at + what.length, what, 0, what.length);
    }

    private static int find(byte[] in, byte[] what, int from, int limit) {
      for (int at = from; at <= limit - what.length; at++) {
        int same = 0;
        while (same < what.length && (in[at + same] | 0x20) == (what[same] | 0x20)) {
          same++;
        }
        if (same == what.length) {
          return at;
        }
      }
      return -1;
    }
  }
}
