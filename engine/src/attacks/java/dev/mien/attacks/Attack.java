package dev.mien.attacks;

import java.io.IOException;
import java.util.List;

/** One way to break a promise. */
interface Attack {
  /** By this it is chosen and reported. */
  String name();

  /** What the attacker has, in words. */
  String attacker();

  /** Tries it. */
  List<Row> run(Setup setup) throws IOException, InterruptedException;
}
