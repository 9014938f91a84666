package dev.mien.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One bare connection, for what no decent client would send. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(URI listener) throws IOException {
    Socket socket = new Socket(listener.getHost(), listener.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new Wire(socket);
  }

  /** Sends lines as they are, each with a line end. */
  Wire send(String... lines) throws IOException {
    return sendRaw(String.join("\r\n", lines) + "\r\n");
  }

  Wire sendRaw(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** All that comes until the other side closes; fails if it does not. */
  String untilClosed() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      int read = in.read();
      while (read >= 0) {
        all.write(read);
        read = in.read();
      }
    } catch (SocketException _) {
      // Reset: closed without waiting for what was still on its way.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** One response: its head, and as much body as it announces. */
  String response() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        return text.toString();
      }
      text.append((char) read);
    }
    String head = text.toString();
    int announced = head.indexOf("content-length: ");
    if (announced >= 0) {
      int from = announced + "content-length: ".length();
      int length = Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
      text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
