package dev.mien.attacks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Finds the entry of each visitor of one log in another log, by what each shows of them in every
 * epoch. It knows how often any two things are shown together to one visitor, which is more than
 * any real attacker does: it learns it from the true pairs. Scores are likelihood ratios.
 */
final class LogMatcher {
  private static final double SMOOTHING = 0.5;
  private static final int BYTE_VALUES = 256;
  private static final int SYMBOLS_MAX = 1_024;

  private LogMatcher() {}

  /** Which epochs of the one log are held beside which of the other. */
  enum Beside {
    /** The two logs are of the same time. */
    EACH_ITS_OWN,
    /** The one is of an earlier time than the other. */
    EACH_WITH_ALL
  }

  /**
   * The share of visitors whose true partner scores highest; among ties one is drawn. The best of
   * several matchers.
   *
   * @param one what was shown to each visitor in each epoch, as bits; the visitors are in the same
   *     order in {@code other}
   */
  static double topOne(long[][] one, long[][] other, Beside beside, RandomGenerator random) {
    double best = topOne(new BitScore(one, other, beside), one, other, random);
    Map<Long, Integer> symbols = symbols(List.of(one, other));
    return symbols.size() > SYMBOLS_MAX
        ? best
        : Math.max(best, topOne(new SymbolScore(symbols, one, other, beside), one, other, random));
  }

  private interface Score {
    double of(int oneVisitor, int otherVisitor);
  }

  private static double topOne(Score score, long[][] one, long[][] other, RandomGenerator random) {
    int found = 0;
    for (int i = 0; i < one.length; i++) {
      double highest = Double.NEGATIVE_INFINITY;
      int chosen = -1;
      int ties = 0;
      for (int j = 0; j < other.length; j++) {
        double each = score.of(i, j);
        if (each > highest) {
          highest = each;
          chosen = j;
          ties = 1;
        } else if (each == highest && random.nextInt(++ties) == 0) {
          chosen = j;
        }
      }
      found += chosen == i ? 1 : 0;
    }
    return (double) found / one.length;
  }

  private static Map<Long, Integer> symbols(List<long[][]> logs) {
    Map<Long, Integer> symbols = new HashMap<>();
    for (long[][] log : logs) {
      for (long[] visitor : log) {
        for (long shown : visitor) {
          symbols.putIfAbsent(shown, symbols.size());
        }
      }
    }
    return symbols;
  }

  /** Takes what is shown in an epoch as a whole. */
  private static final class SymbolScore implements Score {
    private final double[][] ratios;
    private final int[][] one;
    private final int[][] other;
    private final Beside beside;

    SymbolScore(Map<Long, Integer> symbols, long[][] one, long[][] other, Beside beside) {
      this.one = numbered(symbols, one);
      this.other = numbered(symbols, other);
      this.beside = beside;
      this.ratios = ratios(symbols.size());
    }

    private static int[][] numbered(Map<Long, Integer> symbols, long[][] log) {
      int[][] numbered = new int[log.length][];
      for (int i = 0; i < log.length; i++) {
        numbered[i] = new int[log[i].length];
        for (int epoch = 0; epoch < log[i].length; epoch++) {
          numbered[i][epoch] = symbols.getOrDefault(log[i][epoch], 0);
        }
      }
      return numbered;
    }

    private double[][] ratios(int symbols) {
      double[][] joint = new double[symbols][symbols];
      double[] ofOne = new double[symbols];
      double[] ofOther = new double[symbols];
      double all = 0;
      for (int i = 0; i < one.length; i++) {
        for (int e = 0; e < one[i].length; e++) {
          for (int f = first(e); f <= last(e, other[i].length); f++) {
            joint[one[i][e]][other[i][f]]++;
            ofOne[one[i][e]]++;
            ofOther[other[i][f]]++;
            all++;
          }
        }
      }
      for (int x = 0; x < symbols; x++) {
        for (int y = 0; y < symbols; y++) {
          double expected = ofOne[x] * ofOther[y] / all;
          joint[x][y] = Math.log((joint[x][y] + SMOOTHING) / (expected + SMOOTHING));
        }
      }
      return joint;
    }

    private int first(int epoch) {
      return beside == Beside.EACH_ITS_OWN ? epoch : 0;
    }

    private int last(int epoch, int epochs) {
      return beside == Beside.EACH_ITS_OWN ? epoch : epochs - 1;
    }

    @Override
    public double of(int oneVisitor, int otherVisitor) {
      int[] mine = one[oneVisitor];
      int[] theirs = other[otherVisitor];
      double score = 0;
      for (int e = 0; e < mine.length; e++) {
        for (int f = first(e); f <= last(e, theirs.length); f++) {
          score += ratios[mine[e]][theirs[f]];
        }
      }
      return score;
    }
  }

  /** Takes each segment that is shown, or not, for itself. */
  private static final class BitScore implements Score {
    private final int bytes;
    // What two sets have in common counts by bytes; the rest of a score is of one of them alone.
    private final double[][] common;
    private final double[] onceOne;
    private final double[] onceOther;
    private final double[] ofOne;
    private final double[] ofOther;
    private final long[][] one;
    private final long[][] other;
    private final Beside beside;

    BitScore(long[][] one, long[][] other, Beside beside) {
      this.one = one;
      this.other = other;
      this.beside = beside;
      long all = 0;
      for (long[][] log : List.of(one, other)) {
        for (long[] visitor : log) {
          for (long shown : visitor) {
            all |= shown;
          }
        }
      }
      this.bytes = (Long.SIZE - Long.numberOfLeadingZeros(all) + Byte.SIZE - 1) / Byte.SIZE;
      this.common = new double[bytes][BYTE_VALUES];
      this.onceOne = new double[bytes * Byte.SIZE];
      this.onceOther = new double[bytes * Byte.SIZE];
      learn();
      this.ofOne = alone(one, onceOne);
      this.ofOther = alone(other, onceOther);
    }

    private void learn() {
      for (int bit = 0; bit < bytes * Byte.SIZE; bit++) {
        double[][] joint = new double[2][2];
        double pairs = 0;
        for (int i = 0; i < one.length; i++) {
          for (int e = 0; e < one[i].length; e++) {
            for (int f = first(e); f <= last(e, other[i].length); f++) {
              joint[at(one[i][e], bit)][at(other[i][f], bit)]++;
              pairs++;
            }
          }
        }
        double[][] ratio = new double[2][2];
        for (int x = 0; x < 2; x++) {
          for (int y = 0; y < 2; y++) {
            double expected = (joint[x][0] + joint[x][1]) * (joint[0][y] + joint[1][y]) / pairs;
            ratio[x][y] = Math.log((joint[x][y] + SMOOTHING) / (expected + SMOOTHING));
          }
        }
        onceOne[bit] = ratio[1][0] - ratio[0][0];
        onceOther[bit] = ratio[0][1] - ratio[0][0];
        double both = ratio[1][1] - ratio[1][0] - ratio[0][1] + ratio[0][0];
        for (int value = 0; value < BYTE_VALUES; value++) {
          if ((value >>> (bit % Byte.SIZE) & 1) == 1) {
            common[bit / Byte.SIZE][value] += both;
          }
        }
      }
    }

    private static int at(long shown, int bit) {
      return (int) (shown >>> bit & 1);
    }

    private double[] alone(long[][] log, double[] weights) {
      double[] scores = new double[log.length];
      for (int i = 0; i < log.length; i++) {
        int times = beside == Beside.EACH_ITS_OWN ? 1 : log[i].length;
        for (long shown : log[i]) {
          for (int bit = 0; bit < weights.length; bit++) {
            scores[i] += at(shown, bit) * weights[bit] * times;
          }
        }
      }
      return scores;
    }

    private int first(int epoch) {
      return beside == Beside.EACH_ITS_OWN ? epoch : 0;
    }

    private int last(int epoch, int epochs) {
      return beside == Beside.EACH_ITS_OWN ? epoch : epochs - 1;
    }

    @Override
    public double of(int oneVisitor, int otherVisitor) {
      long[] mine = one[oneVisitor];
      long[] theirs = other[otherVisitor];
      double score = ofOne[oneVisitor] + ofOther[otherVisitor];
      for (int e = 0; e < mine.length; e++) {
        for (int f = first(e); f <= last(e, theirs.length); f++) {
          long both = mine[e] & theirs[f];
          for (int i = 0; i < bytes; i++) {
            score += common[i][(int) (both >>> (i * Byte.SIZE)) & 0xFF];
          }
        }
      }
      return score;
    }
  }
}
