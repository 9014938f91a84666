package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;

class HkdfTest {
  private static final HexFormat HEX = HexFormat.of();

  private final Hkdf hkdf = new Hkdf();

  /** RFC 5869, appendix A.3: no salt, no info; the first 32 bytes of its 42. */
  @Test
  void thePublishedCaseComesOut() {
    byte[] material = new byte[22];
    Arrays.fill(material, (byte) 0x0b);

    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
        HEX.formatHex(derived(new byte[32], material, new byte[0])));
  }

  /** The JDK's own HKDF is the slow twin. */
  @Test
  void theJdkDerivesTheSame() throws GeneralSecurityException {
    KDF twin = KDF.getInstance("HKDF-SHA256");
    for (long seed = 0; seed < 1_000; seed++) {
      var random = new SplittableRandom(seed);
      byte[] salt = bytes(random, 32);
      byte[] material = bytes(random, 32);
      byte[] info = bytes(random, random.nextInt(100));

      byte[] expected =
          twin.deriveData(
              HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(material).thenExpand(info, 32));

      assertArrayEquals(expected, derived(salt, material, info), "replay with seed " + seed);
    }
  }

  private byte[] derived(byte[] salt, byte[] material, byte[] info) {
    return hkdf.derive(new KeyBytes(salt, "RAW"), material, info).getEncoded();
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
