package dev.mien.engine.discovery;

/** Who is told how far a discovery has come. Called from several threads, one at a time. */
@FunctionalInterface
public interface DiscoveryProgress {
  /** So many of {@code of} models are fitted. */
  void fitted(int done, int of);

  /** Tells nobody. */
  static DiscoveryProgress none() {
    return (_, _) -> {};
  }
}
