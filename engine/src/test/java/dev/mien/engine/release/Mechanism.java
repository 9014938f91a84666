package dev.mien.engine.release;

/** Something that releases numbers, to be run many times with and without one unit. */
@FunctionalInterface
interface Mechanism {
  /** All that an onlooker sees of one run. */
  long[] run(boolean with, Bits bits);
}
