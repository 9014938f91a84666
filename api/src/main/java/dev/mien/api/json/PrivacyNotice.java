package dev.mien.api.json;

import dev.mien.engine.edition.Edition;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What visitors are told before they are asked: the purposes and attributes of an edition, as bytes
 * that never change unless what they say does. For any number of threads.
 */
public final class PrivacyNotice {
  private final Duration sessionMax;
  private volatile Text text = new Text(-1, Buffer.buffer(), "");

  public PrivacyNotice(Duration sessionMax) {
    this.sessionMax = sessionMax;
  }

  /**
   * The notice of one edition, encoded once.
   *
   * @param sha256 the digest of the bytes: the version of the notice
   */
  public record Text(long edition, Buffer json, String sha256) {}

  public Text of(Edition edition) {
    Text current = text;
    if (current.edition() != edition.number()) {
      SchemaJson schema = new SchemaJson(edition.model().schema(), sessionMax);
      Buffer json =
          JsonWriting.bytes(
              out -> {
                out.writeStartObject();
                schema.purposes(out);
                schema.attributes(out);
                out.writeEndObject();
              });
      current = new Text(edition.number(), json, digest(json.getBytes()));
      text = current;
    }
    return current;
  }

  /** How long a session lasts at the most. */
  Duration sessionMax() {
    return sessionMax;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
