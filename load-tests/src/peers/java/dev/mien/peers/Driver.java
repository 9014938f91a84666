package dev.mien.peers;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives one server on this machine over kept connections, on one thread that does nothing else: as
 * fast as it answers, or at a rate whatever it answers. At a rate a call counts from when it was
 * due, also while it waits for a connection.
 */
final class Driver {
  private static final int ANSWER_BYTES_MAX = 1 << 17;
  private static final long PAUSE_NANOS = 20_000;
  private static final byte[] LENGTH = bytes("content-length: ");
  private static final byte[] CAPSULE = bytes("\"capsule\":\"");

  /**
   * How a server is driven.
   *
   * @param perSecond calls a second; 0 for as many as are answered
   */
  record Load(int connections, Duration duration, double perSecond) {}

  /** What came of it. */
  static final class Outcome {
    private final long[] sortedNanos;
    private final long failed;
    private final double seconds;

    private Outcome(long[] sortedNanos, long failed, double seconds) {
      this.sortedNanos = sortedNanos;
      this.failed = failed;
      this.seconds = seconds;
    }

    /** How many calls were answered well. */
    int answered() {
      return sortedNanos.length;
    }

    long failed() {
      return failed;
    }

    double perSecond() {
      return sortedNanos.length / seconds;
    }

    double percentileMicros(double percent) {
      int at = (int) Math.ceil(sortedNanos.length * percent / 100) - 1;
      return sortedNanos.length == 0 ? Double.NaN : sortedNanos[Math.max(0, at)] / 1e3;
    }
  }

  private final List<byte[]> requests;
  private final boolean carriesCapsules;
  private long[] nanos = new long[1 << 16];
  private int answered;
  private long failed;

  /** Requests as {@link #request} makes them; connections take them in turn. */
  Driver(List<byte[]> requests, boolean carriesCapsules) {
    this.requests = requests;
    this.carriesCapsules = carriesCapsules;
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
    answered = 0;
    failed = 0;
    try (Selector selector = Selector.open()) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < load.connections(); i++) {
        all.add(new Connection(selector, port, i));
      }
      long begun = System.nanoTime();
      long end = begun + load.duration().toNanos();
      if (load.perSecond() == 0) {
        closed(selector, all, end);
      } else {
        open(selector, all, new long[] {begun, end, (long) (1e9 / load.perSecond())});
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      for (Connection connection : all) {
        connection.channel.close();
      }
      long[] sorted = Arrays.copyOf(nanos, answered);
      Arrays.sort(sorted);
      return new Outcome(sorted, failed, seconds);
    }
  }

  private void closed(Selector selector, List<Connection> all, long end) throws IOException {
    for (Connection connection : all) {
      connection.send(System.nanoTime());
    }
    int busy = all.size();
    while (busy > 0) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (connection.receive()) {
          if (System.nanoTime() - end < 0) {
            connection.send(System.nanoTime());
          } else {
            busy--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void open(Selector selector, List<Connection> all, long[] times) throws IOException {
    Deque<Connection> free = new ArrayDeque<>(all);
    Deque<Long> waiting = new ArrayDeque<>();
    long due = times[0];
    while (due - times[1] < 0 || free.size() < all.size() || !waiting.isEmpty()) {
      long now = System.nanoTime();
      while (due - times[1] < 0 && due - now <= 0) {
        waiting.add(due);
        due += times[2];
      }
      while (!waiting.isEmpty() && !free.isEmpty()) {
        free.poll().send(waiting.poll());
      }
      if (selector.selectNow() == 0) {
        // The client must not take a whole core from what it measures; it may be this much late.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (connection.receive()) {
          free.add(connection);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void note(long took) {
    if (answered == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * answered);
    }
    nanos[answered++] = took;
  }

  /** One connection with at most one call under way. */
  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
    private final byte[] own;
    private int next;
    private long due;

    Connection(Selector selector, int port, int number) throws IOException {
      channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      next = number;
      own = requests.get(number % requests.size()).clone();
    }

    void send(long dueNanos) throws IOException {
      due = dueNanos;
      in.clear();
      byte[] request = carriesCapsules ? own : requests.get(next % requests.size());
      next++;
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
      boolean isOk = bytes[9] == '2';
      if (isOk) {
        note(System.nanoTime() - due);
      } else {
        failed++;
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
      int from = find(bytes, CAPSULE, 0, limit);
      int to = find(own, CAPSULE, 0, own.length);
      if (from < 0 || to < 0) {
        failed++;
        return;
      }
      from += CAPSULE.length;
      to += CAPSULE.length;
      for (int i = 0; bytes[from + i] != '"'; i++) {
        own[to + i] = bytes[from + i];
      }
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
