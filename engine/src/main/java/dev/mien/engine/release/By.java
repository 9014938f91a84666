package dev.mien.engine.release;

/** How released numbers are summed. */
public enum By {
  /** Each hour for itself. */
  HOUR,
  /** All hours together. */
  ALL
}
