package dev.mien.attacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one way to a member: it passes on what comes, keeps a copy of it where it is told to, and can
 * be cut.
 */
final class Relay implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int BACKLOG = 50;

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile Path copies;
  private volatile ServerSocket server;

  /**
   * @param target the port of the member
   * @param copies the folder that gets a file for each direction of each connection
   */
  Relay(int target, Path copies) throws IOException {
    this.target = target;
    this.copies = Files.createDirectories(copies);
    this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.port = server.getLocalPort();
    Thread _ = accepting(server);
  }

  int port() {
    return port;
  }

  /** From now on copies go to another folder. */
  void copyTo(Path folder) throws IOException {
    copies = Files.createDirectories(folder);
  }

  /** Breaks all connections, and lets none come about. */
  void cut() throws IOException {
    server.close();
    for (Socket each : sockets) {
      each.close();
    }
  }

  void mend() throws IOException {
    server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    Thread _ = accepting(server);
  }

  private Thread accepting(ServerSocket open) {
    return Thread.ofVirtual()
        .name("relay")
        .start(
            () -> {
              while (!open.isClosed()) {
                try {
                  meet(open.accept());
                } catch (IOException _) {
                  // It is cut.
                }
              }
            });
  }

  private void meet(Socket near) throws IOException {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.addAll(List.of(near, far));
      if (server.isClosed()) {
        // It was cut between the two.
        near.close();
        far.close();
        return;
      }
      List<Thread> _ = List.of(passing(near, far), passing(far, near));
    } catch (IOException _) {
      // The member is not there yet; whoever called tries again.
      near.close();
    }
  }

  private Thread passing(Socket from, Socket to) {
    String name = port() + "-" + streams.incrementAndGet();
    return Thread.ofVirtual()
        .name("relay " + name)
        .start(
            () -> {
              try (from;
                  to) {
                pass(from.getInputStream(), to.getOutputStream(), name);
              } catch (IOException _) {
                // One of the two is gone, and so the other goes.
              } finally {
                sockets.removeAll(List.of(from, to));
              }
            });
  }

  private void pass(InputStream in, OutputStream out, String name) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      try (OutputStream copy =
          Files.newOutputStream(
              copies.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        copy.write(bytes, 0, read);
      }
      out.write(bytes, 0, read);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
