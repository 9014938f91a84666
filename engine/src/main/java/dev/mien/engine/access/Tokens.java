package dev.mien.engine.access;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where tokens are kept, by the hash of their text. What is ended on one node is ended on all.
 * Blocks; for any number of threads, and any number of nodes.
 */
public interface Tokens {
  /** The most tokens of one person. */
  int OF_PERSON_MAX = 50;

  /**
   * Keeps a token.
   *
   * @param owned the roles that its owner has, if nobody has seen them before
   * @return false if the owner has as many as are kept
   */
  boolean add(String hash, ApiToken token, Set<Role> owned) throws IOException;

  /**
   * A token that has not expired, with roles that its owner still has; notes the day of its use.
   */
  Optional<ApiToken> use(String hash, Instant now) throws IOException;

  /** The token of an id that has not expired, with roles that its owner still has. */
  Optional<ApiToken> find(String id, Instant now) throws IOException;

  /** All that are kept, expired ones too, oldest first. */
  List<ApiToken> list() throws IOException;

  /** Ends a token, if there is one. */
  Optional<ApiToken> end(String id) throws IOException;
}
