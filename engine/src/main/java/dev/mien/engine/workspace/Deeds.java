package dev.mien.engine.workspace;

/** Where it is noted what was done, after it was done. */
@FunctionalInterface
public interface Deeds {
  /** Notes a deed, which stands whether that succeeds or not. Blocks for at most a second. */
  void note(Actor by, Action action, String subject);
}
