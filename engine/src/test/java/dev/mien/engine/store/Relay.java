package dev.mien.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a database and its server, and can stop passing on what it takes. */
final class Relay implements AutoCloseable {
  private static final int CHUNK_BYTES = 8_192;

  private final ServerSocket front;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private boolean frozen;

  /**
   * @param at the port to listen on; 0 for any
   * @param port the port of the server
   */
  Relay(int at, int port) throws IOException {
    this.front = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
    this.port = port;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return front.getLocalPort();
  }

  /** From now on nothing is passed on; connections stay open, and new ones are taken. */
  synchronized void freeze() {
    frozen = true;
  }

  /** What has come meanwhile is passed on. */
  synchronized void thaw() {
    frozen = false;
    notifyAll();
  }

  private synchronized void awaitThaw() throws InterruptedException {
    while (frozen) {
      wait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = front.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.addAll(List.of(caller, server));
        Thread.ofPlatform().daemon().start(() -> pass(caller, server));
        Thread.ofPlatform().daemon().start(() -> pass(server, caller));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      int length = in.read(chunk);
      while (length >= 0) {
        awaitThaw();
        out.write(chunk, 0, length);
        out.flush();
        length = in.read(chunk);
      }
    } catch (IOException | InterruptedException _) {
      // One side has gone; the other is closed too.
    }
  }

  @Override
  public void close() {
    thaw();
    try {
      front.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
