package dev.mien.engine.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of secrets does. */
public abstract class SecretsContract {
  private Secrets secrets;

  /** A keeper that has made no secret yet. */
  protected abstract Secrets open() throws Exception;

  @BeforeEach
  void openSecrets() throws Exception {
    secrets = open();
  }

  @Test
  void aSecretStaysTheSame() throws IOException {
    byte[] first = secrets.secret("log-key", 32);
    assertEquals(32, first.length);
    assertArrayEquals(first, secrets.secret("log-key", 32));
  }

  @Test
  void eachNameHasASecretOfItsOwn() throws IOException {
    assertFalse(Arrays.equals(secrets.secret("a", 32), secrets.secret("b", 32)));
  }

  @Test
  void whatACallerDoesToItsCopyChangesNothing() throws IOException {
    byte[] copy = secrets.secret("log-key", 32);
    byte[] before = copy.clone();
    Arrays.fill(copy, (byte) 0);
    assertArrayEquals(before, secrets.secret("log-key", 32));
  }

  @Test
  void allWhoAskFirstAtOnceGetTheSame() throws Exception {
    List<byte[]> all = Together.run(8, _ -> () -> secrets.secret("log-key", 32));
    all.forEach(one -> assertArrayEquals(all.getFirst(), one));
  }

  @Test
  void anotherLengthIsRefusedAndNothingOfTheSecretIsSaid() throws IOException {
    byte[] kept = secrets.secret("log-key", 32);
    IOException refused = assertThrows(IOException.class, () -> secrets.secret("log-key", 16));
    assertTrue(String.valueOf(refused.getMessage()).contains("32 bytes instead of 16"));
    assertArrayEquals(kept, secrets.secret("log-key", 32));
  }

  @Test
  void aLengthThatIsTooSmallOrTooLargeIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> secrets.secret("a", 15));
    assertThrows(IllegalArgumentException.class, () -> secrets.secret("a", Secrets.BYTES_MAX + 1));
  }
}
