package dev.mien.engine.promise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.List;

/**
 * Signs notes with an Ed25519 key that is made of 32 secret bytes. Signing takes a millisecond or
 * two, so it is done for many promises at once, and never on an event loop. For any number of
 * threads.
 */
final class NoteSigner {
  static final int SECRET_BYTES = 32;

  private final PrivateKey key;
  private final VerifierKey verifier;

  NoteSigner(String name, byte[] secret) {
    try {
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
      this.verifier = VerifierKey.of(name, generator(secret).generateKeyPair().getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
    if (!verifier.signed(sign("a first note\n"))) {
      throw new IllegalStateException("this JDK makes another public key of the secret");
    }
  }

  // The JDK tells the public half only of a key that it makes itself, of bytes that it draws.
  private static KeyPairGenerator generator(byte[] secret) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Drawn(secret));
    return generator;
  }

  /** A generator that draws bytes that are given. */
  @SuppressWarnings("serial") // never written
  private static final class Drawn extends SecureRandom {
    private final byte[] secret;

    Drawn(byte[] secret) {
      this.secret = secret;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(secret, 0, bytes, 0, bytes.length);
    }
  }

  VerifierKey verifier() {
    return verifier;
  }

  SignedNote sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new SignedNote(text, List.of(verifier.line(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 refused to sign", e);
    }
  }
}
