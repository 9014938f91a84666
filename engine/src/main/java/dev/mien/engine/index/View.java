package dev.mien.engine.index;

/** What of an attribute a test looks at, as 64 bits. */
enum View {
  /** The bit of its code, or those of its labels; none if it is not known. */
  VALUE,
  /** The bits of the labels that a known set does not have. */
  LACKING,
  /** As {@link #VALUE}, but all bits if it is missing. */
  VALUE_OR_MISSING,
  /** All bits if it is missing, or none. */
  MISSING,
  /** All bits if it is known, or none. */
  KNOWN
}
