package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.engine.secret.Secrets;
import dev.mien.engine.secret.SecretsContract;
import java.io.IOException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What secrets in a database do beside. */
abstract class JdbcSecretsContract extends SecretsContract {
  abstract Database database() throws Exception;

  @Override
  protected Secrets open() throws Exception {
    return database().secrets();
  }

  @Test
  void aSecretIsThereForNodesThatComeLater() throws Exception {
    Database database = database();
    byte[] first = database.secrets().secret("log-key", 32);
    assertArrayEquals(first, database.secrets().secret("log-key", 32));
  }

  @Test
  void aSecretThatWasDamagedIsRefusedWithoutBeingRepeated() throws Exception {
    Database database = database();
    byte[] _ = database.secrets().secret("log-key", 32);
    int _ =
        database.inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE mien_secret SET body = 'no*base*64'");
              }
            });
    IOException refused =
        assertThrows(IOException.class, () -> database.secrets().secret("log-key", 32));
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains("*"), cause.getMessage());
    }
  }
}
