package dev.mien.engine.store;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why a database did not do what it was asked, as the end of a sentence. */
final class Reasons {
  private static final int CAUSES_MAX = 16;
  private static final int PRIMARY_CODE = 0xff;

  /** The class of failures of the connection itself, as the SQL standard has it. */
  private static final String CONNECTION = "08";

  /** What PostgreSQL says of a disk that is full. */
  private static final String DISK_FULL = "53100";

  private Reasons() {}

  static String of(Throwable failure) {
    Throwable cause = innermost(failure);
    return known(cause)
        .orElseGet(() -> (isAbsence(cause) ? "does not answer: " : "refused: ") + firstLine(cause));
  }

  // Pools and migrations wrap what the driver says; the driver knows best.
  private static Throwable innermost(Throwable failure) {
    Throwable found = failure;
    Throwable cause = failure;
    for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
      if (cause instanceof SQLException) {
        found = cause;
      }
      cause = cause.getCause();
    }
    return found;
  }

  private static Optional<String> known(Throwable cause) {
    if (cause instanceof SQLiteException refused) {
      int code = refused.getResultCode().code & PRIMARY_CODE;
      if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
          || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
        return Optional.of("is damaged; put a backup in its place, or move it away and begin anew");
      }
      if (code == SQLiteErrorCode.SQLITE_FULL.code) {
        return Optional.of("has no space left on its disk");
      }
    }
    if (cause instanceof SQLException refused && DISK_FULL.equals(refused.getSQLState())) {
      return Optional.of("has no space left on its disk");
    }
    return Optional.empty();
  }

  private static boolean isAbsence(Throwable cause) {
    return cause instanceof SQLException failed
        && (failed.getSQLState() == null || failed.getSQLState().startsWith(CONNECTION));
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .findFirst()
        .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
        .orElse(cause.getClass().getSimpleName());
  }
}
