package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Notes are written, signed and refused as c2sp.org/signed-note says. */
class NoteTest {
  /** The first secret key of RFC 8032, section 7.1. */
  private static final byte[] SECRET =
      HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  private static final NoteSigner SIGNER = new NoteSigner("example.com/log", SECRET);

  private static SignedNote note(String text) {
    return SignedNote.read(text).orElseThrow();
  }

  @Test
  void thePublicKeyIsThatOfTheRfc() {
    assertTrue(
        SIGNER
            .verifier()
            .text()
            .endsWith(
                StrictBase64.encode(
                    HexFormat.of()
                        .parseHex(
                            "01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))));
    assertEquals(
        Optional.of(SIGNER.verifier().text()),
        VerifierKey.read(SIGNER.verifier().text()).map(VerifierKey::text));
  }

  /** The example that the authors of the format have published. */
  @Test
  void aNoteThatOthersSignedIsFoundSigned() {
    VerifierKey key =
        VerifierKey.read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
            .orElseThrow();
    SignedNote note =
        note(
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """);
    assertTrue(key.signed(note));
    assertFalse(key.signed(new SignedNote(note.text() + "not\n", note.signatures())));
  }

  @Test
  void whatIsSignedReadsAsItWas() {
    SignedNote signed = SIGNER.sign("one\n\ntwo\n");
    SignedNote read = note(signed.note());
    assertEquals("one\n\ntwo\n", read.text());
    assertTrue(SIGNER.verifier().signed(read));
  }

  @Test
  void oneTextHasOneSignature() {
    assertEquals(SIGNER.sign("a\n").note(), SIGNER.sign("a\n").note());
  }

  @Test
  void linesOfOtherKeysSayNothing() {
    NoteSigner other = new NoteSigner("example.com/other", SECRET);
    SignedNote ours = SIGNER.sign("a\n");
    SignedNote theirs = other.sign("a\n");
    SignedNote both =
        new SignedNote(
            "a\n", List.of(theirs.signatures().getFirst(), ours.signatures().getFirst()));
    assertTrue(SIGNER.verifier().signed(note(both.note())));
    assertFalse(SIGNER.verifier().signed(note(theirs.note())));
  }

  @Test
  void oneFalseLineOfAKnownKeySpoilsTheNote() {
    SignedNote ours = SIGNER.sign("a\n");
    SignedNote another = SIGNER.sign("b\n");
    SignedNote both =
        new SignedNote(
            "a\n", List.of(ours.signatures().getFirst(), another.signatures().getFirst()));
    assertFalse(SIGNER.verifier().signed(note(both.note())));
  }

  @Test
  void whatIsNoNoteIsRefused() {
    String good = SIGNER.sign("a\n").note();
    for (String bad :
        List.of(
            "",
            "a\n",
            "a\n\n",
            good + "x",
            good.stripTrailing(),
            good.replace("—", "-"),
            good.replace("a\n", "a\t\n"),
            good.replace("example.com/log ", "example.com+log "),
            good.replace("=\n", "\n"))) {
      assertEquals(Optional.empty(), SignedNote.read(bad), bad);
    }
  }

  @Test
  void whatIsNoKeyIsRefused() {
    String good = SIGNER.verifier().text();
    for (String bad :
        List.of(
            "",
            "a+b",
            good.replaceFirst("\\+[0-9a-f]", "+"),
            "x" + good,
            good.substring(0, good.length() - 2),
            good.replace("+Ad", "+Bd"))) {
      assertEquals(Optional.empty(), VerifierKey.read(bad), bad);
    }
  }
}
