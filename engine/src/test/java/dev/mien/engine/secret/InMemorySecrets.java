package dev.mien.engine.secret;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** The slow twin of kept secrets: a map. */
public final class InMemorySecrets implements Secrets {
  private final Map<String, byte[]> secrets = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  @Override
  public synchronized byte[] secret(String name, int bytes) throws IOException {
    int length = Secrets.checked(bytes);
    byte[] kept = secrets.computeIfAbsent(name, _ -> fresh(length));
    if (kept.length != length) {
      throw new IOException(
          "the secret '" + name + "' has " + kept.length + " bytes instead of " + bytes);
    }
    return kept.clone();
  }

  private byte[] fresh(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
