package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCcmTest {
  private static final HexFormat HEX = HexFormat.of();

  /** Cases 158, 159, 160 and 164 of Project Wycheproof's {@code aes_ccm_test.json}. */
  @ParameterizedTest
  @CsvSource({
    "077433022ab34d380fc192fc24c2edc6301fec6f24442f572a1087ff2e05b39a, 28adcbc74364f26dd4b3108b,"
        + " e0100eb116cdc5e22a3b9f9b4126c149595e75107f6e237c69e82960052270,"
        + " 03c874eeaaa6fa9f0da62c758fb0ad04,"
        + " 136f049ea851c6dfd2e87312d82f0882fdf9bc0412cfca2b035c5ae68ac6da79",
    "3937986af86dafc1ba0c4672d8abc46c207062682d9c264ab06d6c5807205130, 8df4b15a888c33286a7b7651,"
        + " ba446f6f9a0ced22450feb10737d9007fd69abc19b1d4d9049a5551e86ec2b37,"
        + " dc9e9eaf11e314182df6a4eba17aec9c,"
        + " 2ced0d04323db20aa8b8b9000d2c33a548b81cb70d555b7c38492ba2c0a3b1b8",
    "3f494fd8f1b50692de9ce33f6d451ef0c58c6b2c6ffba3b41710ff63e67eda68, 9e628e5803519290e6b2c68a,"
        + " d02ec892d3b03eacb2f1d8a60a028485776af0fd6665cb6f74fba5ef897e2cf5"
        + "4b32e80bddeec938ab530b45ed971234804fa84a191dc11ae660f5a8662a4651e9,"
        + " f2c41a26a438e9ff733b7828f24a2449,"
        + " 1d9f4256e08466560ab271de3621a03f81dbe38ac751127efc11caedeca9c93b",
    "6905f2c4d63a7ba7e9366ba6c3bbf6e3552d569eb55321beba3f8d98a182b97d, 49e08c06dbae3ff5cb7d9ecd,"
        + " aba0c44e9f9399748f4a7e919ceb8a62, b56254e221cf558ea7d9194eecd63ed5,"
        + " 68e66f433c3cf9e4247225682f4c73a407f53a76b84460ecf4aa1813e5170b2f",
  })
  void thePublishedCasesComeOut(
      String key, String nonce, String associated, String block, String sealed) {
    var ccm = new BlockCcm(new KeyBytes(HEX.parseHex(key), "AES"), 100);
    byte[] bytes = Arrays.copyOf(HEX.parseHex(nonce + block), BlockCcm.BYTES);
    // Once more, for what is kept from message to message.
    for (int i = 0; i < 2; i++) {
      byte[] out = bytes.clone();
      ccm.seal(out, 0, HEX.parseHex(associated));
      assertEquals(nonce + sealed, HEX.formatHex(out));
    }
  }

  /** Its tag by RFC 3610, one block after the other, whatever the length of what is associated. */
  @Test
  void tagsAreThoseOfTheDefinition() throws GeneralSecurityException {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      byte[] key = bytes(random, KeyBytes.LENGTH);
      byte[] bytes = bytes(random, BlockCcm.BYTES);
      byte[] associated = bytes(random, 1 + random.nextInt(900));
      byte[] sealed = bytes.clone();

      new BlockCcm(new KeyBytes(key.clone(), "AES"), 900).seal(sealed, 0, associated);

      assertEquals(
          HEX.formatHex(defined(key, bytes, associated)),
          HEX.formatHex(sealed),
          "replay with seed " + seed);
    }
  }

  @Test
  void onlyWhatWasSealedSoOpens() {
    var random = new SplittableRandom(20_261_122);
    var ccm = new BlockCcm(new KeyBytes(bytes(random, KeyBytes.LENGTH), "AES"), 9);
    byte[] associated = bytes(random, 9);
    byte[] bytes = bytes(random, 3 + BlockCcm.BYTES);
    byte[] block = Arrays.copyOfRange(bytes, 3 + BlockCcm.NONCE_BYTES, 3 + 12 + 16);
    ccm.seal(bytes, 3, associated);
    byte[] opened = new byte[BlockCcm.BLOCK_BYTES];

    assertTrue(ccm.open(bytes, 3, associated, opened));
    assertArrayEquals(block, opened);
    for (int bit = 3 * Byte.SIZE; bit < bytes.length * Byte.SIZE; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertFalse(ccm.open(changed, 3, associated, opened), "bit " + bit);
      assertArrayEquals(new byte[BlockCcm.BLOCK_BYTES], opened, "bit " + bit);
    }
    assertFalse(ccm.open(bytes, 3, Arrays.copyOf(associated, 10), opened));
    assertFalse(ccm.open(bytes, 3, Arrays.copyOf(associated, 8), opened));
  }

  private static byte[] defined(byte[] key, byte[] bytes, byte[] associated)
      throws GeneralSecurityException {
    byte[] nonce = Arrays.copyOf(bytes, BlockCcm.NONCE_BYTES);
    byte[] block = Arrays.copyOfRange(bytes, 12, 28);
    byte[] tag = encrypted(key, block(122, nonce, 16));
    byte[] described = new byte[(2 + associated.length + 15) / 16 * 16];
    described[0] = (byte) (associated.length >>> 8);
    described[1] = (byte) associated.length;
    System.arraycopy(associated, 0, described, 2, associated.length);
    for (int i = 0; i < described.length; i += 16) {
      tag = encrypted(key, xor(tag, Arrays.copyOfRange(described, i, i + 16)));
    }
    tag = xor(encrypted(key, xor(tag, block)), encrypted(key, block(2, nonce, 0)));
    byte[] sealed = bytes.clone();
    System.arraycopy(xor(block, encrypted(key, block(2, nonce, 1))), 0, sealed, 12, 16);
    System.arraycopy(tag, 0, sealed, 28, 16);
    return sealed;
  }

  private static byte[] block(int flags, byte[] nonce, int last) {
    byte[] block = new byte[16];
    block[0] = (byte) flags;
    System.arraycopy(nonce, 0, block, 1, nonce.length);
    block[15] = (byte) last;
    return block;
  }

  private static byte[] encrypted(byte[] key, byte[] block) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new KeyBytes(key.clone(), "AES"));
    return cipher.doFinal(block);
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] both = one.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] ^= other[i];
    }
    return both;
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
