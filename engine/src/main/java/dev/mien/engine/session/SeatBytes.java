package dev.mien.engine.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Consumer;
import javax.crypto.Mac;

/**
 * HMAC-SHA256 under a half-key, of a label and a rising number. Its labels begin with a word of
 * their own, so that nothing else that is derived from the half-key is ever the same.
 */
final class SeatBytes implements Consumer<byte[]> {
  private static final String HMAC = "HmacSHA256";
  private static final String OWN = "mien seat ";

  private final Mac mac;
  private final byte[] label;
  private final ByteBuffer unused;
  private int block;

  SeatBytes(HalfKey key, String label) {
    try {
      mac = Mac.getInstance(HMAC);
      KeyBytes bytes = new KeyBytes(key.bytes(), HMAC);
      mac.init(bytes);
      bytes.destroy();
      unused = ByteBuffer.wrap(new byte[mac.getMacLength()]).limit(0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
    this.label = (OWN + label).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void accept(byte[] bytes) {
    ByteBuffer wanted = ByteBuffer.wrap(bytes);
    while (wanted.hasRemaining()) {
      if (!unused.hasRemaining()) {
        mac.update(label);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(block++).flip());
        unused.clear().put(mac.doFinal()).flip();
      }
      wanted.put(unused.get());
    }
  }
}
