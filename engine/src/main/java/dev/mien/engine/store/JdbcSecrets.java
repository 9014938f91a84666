package dev.mien.engine.store;

import dev.mien.engine.secret.Secrets;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;

/**
 * Secrets in a table, a row each, as they are: whoever can read the database can read them.
 *
 * <p>A caller writes a fresh secret unless there is a row, and then reads the row, whoever wrote
 * it. Writing first also makes those who come at once wait for one another.
 */
final class JdbcSecrets implements Secrets {
  private final Database database;
  private final SecureRandom random = new SecureRandom();

  JdbcSecrets(Database database) {
    this.database = database;
  }

  @Override
  public byte[] secret(String name, int bytes) throws IOException {
    byte[] fresh = new byte[Secrets.checked(bytes)];
    random.nextBytes(fresh);
    byte[] kept =
        database.inTransaction(
            connection -> {
              offer(connection, name, fresh);
              return read(connection, name);
            });
    if (kept.length != bytes) {
      throw new IOException(
          "the secret '" + name + "' has " + kept.length + " bytes instead of " + bytes);
    }
    return kept;
  }

  private static void offer(Connection connection, String name, byte[] fresh) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_secret (name, body) VALUES (?, ?) ON CONFLICT (name) DO NOTHING")) {
      statement.setString(1, name);
      statement.setString(2, Base64.getEncoder().encodeToString(fresh));
      statement.executeUpdate();
    }
  }

  private static byte[] read(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT body FROM mien_secret WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the secret '" + name + "' was removed while it was being read");
        }
        return Base64.getDecoder().decode(rows.getString(1));
      } catch (IllegalArgumentException _) {
        // The cause would repeat a part of it.
        throw new SQLException("the secret '" + name + "' is damaged");
      }
    }
  }
}
