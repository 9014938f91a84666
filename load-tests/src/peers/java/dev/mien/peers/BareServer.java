package dev.mien.peers;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bare Vert.x server: it reads each body and answers bytes that it was given, or is given later
 * by {@code PUT}. What it costs is what HTTP costs; what a node costs more is the node's.
 */
public final class BareServer {
  private static volatile byte[] answer = {};

  private BareServer() {}

  /** Starts it: the port, and a file with the answer. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    answer = Files.readAllBytes(Path.of(arguments[1]));
    Vertx vertx = Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
    vertx
        .deployVerticle(
            () -> new Answering(port),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .onFailure(
            failure -> {
              System.err.println(failure);
              System.exit(1);
            });
  }

  private static final class Answering extends AbstractVerticle {
    private final int port;

    Answering(int port) {
      this.port = port;
    }

    @Override
    public void start() {
      vertx
          .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
          .requestHandler(
              request ->
                  request
                      .body()
                      .onSuccess(
                          body -> {
                            if (HttpMethod.PUT.equals(request.method())) {
                              answer = body.getBytes();
                            }
                            request
                                .response()
                                .putHeader("content-type", "application/json")
                                .end(Buffer.buffer(answer));
                          }))
          .listen();
    }
  }
}
