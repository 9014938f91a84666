package dev.mien.engine.store;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.crowd.Combination;
import dev.mien.engine.crowd.CrowdStore;
import dev.mien.engine.crowd.CrowdStoreContract;
import dev.mien.engine.crowd.Tokens;
import dev.mien.engine.vocabulary.SegmentIdentity;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Crowds in a table do what all places for crowds do, whichever database has the table. */
abstract class JdbcCrowdsContract extends CrowdStoreContract {
  private @Nullable Database database;

  /** A database that holds nothing. */
  abstract Database database() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = database();
  }

  @Override
  protected CrowdStore store() {
    return again();
  }

  @Override
  protected CrowdStore again() {
    return requireNonNull(database).crowds();
  }

  /** What else is kept must not be lost with it. */
  @Test
  void aRowThatIsDamagedIsLeftOutAndReplaced() throws Exception {
    Combination one = combination(1);
    Combination other = combination(2);
    store().join(5, Map.of(one, Tokens.NONE.with(1), other, Tokens.NONE.with(2)));
    int _ =
        requireNonNull(database)
            .inTransaction(
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(
                        "UPDATE mien_crowd SET tokens = 'no*base*64' WHERE combination = '"
                            + one
                            + "'");
                  }
                });
    assertEquals(Map.of(other, Tokens.NONE.with(2)), again().kept(5));
    again().join(5, Map.of(one, Tokens.NONE.with(3)));
    assertEquals(Map.of(one, Tokens.NONE.with(3), other, Tokens.NONE.with(2)), again().kept(5));
  }

  private static Combination combination(long number) {
    return new Combination(Combination.Kind.SESSIONS, List.of(new SegmentIdentity(number, 0)));
  }
}
