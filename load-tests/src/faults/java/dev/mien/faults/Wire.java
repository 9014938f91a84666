package dev.mien.faults;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A small client of HTTP/1.1 for one listener, with connections that are kept, and one deadline for
 * the whole of an attempt. Blocks; meant for virtual threads. It knows of HTTP what a node sends.
 */
final class Wire implements AutoCloseable {
  private static final Duration KEPT_MAX = Duration.ofSeconds(8);
  private static final int HEAD_LINES_MAX = 64;
  private static final int BODY_BYTES_MAX = 16 << 20;

  private final InetSocketAddress address;
  private final ConcurrentLinkedDeque<Connection> kept = new ConcurrentLinkedDeque<>();

  Wire(String host, int port) {
    this.address = new InetSocketAddress(host, port);
  }

  /**
   * One request.
   *
   * @param headers lines, each with its end
   */
  record Request(String method, String path, String headers, String body) {
    static Request get(String path) {
      return new Request("GET", path, "", "");
    }

    static Request post(String path, String body) {
      return new Request("POST", path, "Content-Type: application/json\r\n", body);
    }

    /** This, with one more header. */
    Request with(String name, String value) {
      return new Request(method, path, headers + name + ": " + value + "\r\n", body);
    }
  }

  /** Asks once; an answer that does not come whole and in time is none. */
  Answer ask(Request request, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    Connection connection = kept();
    try {
      if (connection == null) {
        connection = new Connection(address, deadline);
      }
      Answer answer = connection.exchange(request, deadline);
      if (connection.isReusable) {
        connection.since = System.nanoTime();
        kept.push(connection);
      } else {
        connection.close();
      }
      return answer;
    } catch (IOException _) {
      if (connection != null) {
        connection.close();
      }
      return Answer.none();
    }
  }

  private @Nullable Connection kept() {
    Connection connection;
    while ((connection = kept.poll()) != null) {
      if (System.nanoTime() - connection.since < KEPT_MAX.toNanos()) {
        return connection;
      }
      connection.close();
    }
    return null;
  }

  /** Lets go of what is kept; calls in flight go on. */
  @Override
  public void close() {
    Connection connection;
    while ((connection = kept.poll()) != null) {
      connection.close();
    }
  }

  private static final class Connection {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final String host;
    private boolean isReusable = true;
    private long since;

    Connection(InetSocketAddress address, long deadline) throws IOException {
      socket.setTcpNoDelay(true);
      socket.connect(address, millisLeft(deadline));
      in = new BufferedInputStream(socket.getInputStream());
      host = address.getHostString();
    }

    Answer exchange(Request request, long deadline) throws IOException {
      byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
      String head =
          "%s %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(request.method(), request.path(), host, request.headers(), body.length);
      byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = new byte[start.length + body.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      socket.getOutputStream().write(all);
      int status = status(line(deadline));
      int length = 0;
      boolean hasRetryAfter = false;
      for (int lines = 0; lines < HEAD_LINES_MAX; lines++) {
        String line = line(deadline);
        if (line.isEmpty()) {
          break;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
        } else if (lower.startsWith("retry-after:")) {
          hasRetryAfter = true;
        } else if (lower.startsWith("connection:") && lower.endsWith("close")) {
          isReusable = false;
        }
      }
      return new Answer(status, hasRetryAfter, bytes(length, deadline));
    }

    private static int status(String line) throws IOException {
      String[] parts = line.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
        throw new IOException("no HTTP answer");
      }
      return Integer.parseInt(parts[1]);
    }

    private String line(long deadline) throws IOException {
      var line = new StringBuilder(80);
      for (int next = read(deadline); next != '\n'; next = read(deadline)) {
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    private int read(long deadline) throws IOException {
      if (in.available() == 0) {
        socket.setSoTimeout(millisLeft(deadline));
      }
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed");
      }
      return next;
    }

    private byte[] bytes(int length, long deadline) throws IOException {
      if (length > BODY_BYTES_MAX) {
        throw new IOException("too much");
      }
      byte[] bytes = new byte[length];
      for (int at = 0; at < length; ) {
        socket.setSoTimeout(millisLeft(deadline));
        int read = in.read(bytes, at, length - at);
        if (read < 0) {
          throw new EOFException("closed");
        }
        at += read;
      }
      return bytes;
    }

    private static int millisLeft(long deadline) throws SocketTimeoutException {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("too late");
      }
      return Math.toIntExact(left);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException _) {
        // It is let go either way.
      }
    }
  }
}
