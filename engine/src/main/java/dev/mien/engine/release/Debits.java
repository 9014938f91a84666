package dev.mien.engine.release;

/** Who is told of every debit, after it is kept. Must not block for long. */
@FunctionalInterface
public interface Debits {
  void debited(Debit debit);
}
