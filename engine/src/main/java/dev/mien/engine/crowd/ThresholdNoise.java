package dev.mien.engine.crowd;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How much more than k a crowd has to be before its combination opens: a whole number from 0 to
 * {@link #MAX}, drawn once for each combination and window period, the same on all nodes.
 *
 * <p><b>Distribution.</b> A discrete Laplace of scale 1/{@link #EPSILON}, cut off at plus and minus
 * {@link #CUT} and then shifted by {@link #CUT}, so that it is never below 0 and no combination
 * ever opens below k: the value n has a probability proportional to α<sup>|n - 11|</sup>, with α =
 * e<sup>-1</sup>. Its mean is 11.
 *
 * <p><b>What it claims.</b> Let F(j) be the probability that the noise is at most j, and p(j) that
 * it is j. Somebody who knows all sessions but one looks once whether a crowd of c or of c + 1
 * sessions is open: it is, with probability F(c - k) or F(c + 1 - k). Neighbouring p differ by a
 * factor of at most e, but for p(0) with nothing before it; so F(j + 1) ≤ e F(j) + p(0), and the
 * same for the complements, by symmetry. One look at one combination therefore is (ε, δ)-
 * differentially private for one session, with ε = 1 and
 *
 * <pre>δ = p(0) = α<sup>11</sup> (1 - α) / (1 + α - 2 α<sup>12</sup>) = 7.72 · 10<sup>-6</sup>.
 * </pre>
 *
 * <p>As the noise of a period is the same whenever one looks, looking again gives no fresh draw to
 * average. A session is in the window for at most two periods, so for one combination the two add
 * up to at most 2 ε and 2 δ.
 *
 * <p><b>What it does not.</b> Whoever watches all the time, and knows the number of all other
 * sessions at each moment, sees at which session it opens. The claim is for one combination; a
 * session may count for several. That a combination falls below k again shows without noise, though
 * by whole hours of a week ago only.
 *
 * <p><b>How.</b> The first eight bytes of HMAC-SHA256, under a secret of the deployment, of the
 * period and the combination give a number of 62 bits, and that the value by a table of whole
 * numbers. Before the secret is known it is {@link #MAX}. For any number of threads.
 */
public final class ThresholdNoise {
  public static final int EPSILON = 1;

  /** The discrete Laplace is cut off here; with 10 δ would be above 10<sup>-5</sup>. */
  static final int CUT = 11;

  public static final int MAX = 2 * CUT;

  /** δ, rounded up. */
  public static final double DELTA = 7.8e-6;

  /** How long the secret is. */
  static final int SECRET_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final int POINT_BITS = 62;

  /** Of 2<sup>62</sup> points, how many give at most n. */
  private static final long[] UP_TO = upTo();

  private volatile @Nullable SecretKeySpec secret;

  /** From now on the noise is drawn by this. */
  void learn(byte[] known) {
    secret = new SecretKeySpec(known, HMAC);
  }

  boolean isKnown() {
    return secret != null;
  }

  /** The noise of a combination in a period. */
  int of(Combination combination, long period) {
    SecretKeySpec key = secret;
    if (key == null) {
      return MAX;
    }
    byte[] bytes = combination.bytes();
    byte[] message =
        ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(period).put(bytes).array();
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return value(ByteBuffer.wrap(mac.doFinal(message)).getLong() >>> (Long.SIZE - POINT_BITS));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256, which takes any key", e);
    }
  }

  /** The value that a point, of 2<sup>62</sup>, gives. */
  static int value(long point) {
    int value = 0;
    while (point >= UP_TO[value]) {
      value++;
    }
    return value;
  }

  private static long[] upTo() {
    MathContext context = new MathContext(60);
    BigDecimal base = e(context).pow(EPSILON, context);
    BigDecimal[] weights = new BigDecimal[MAX + 1];
    BigDecimal whole = BigDecimal.ZERO;
    for (int i = 0; i <= MAX; i++) {
      weights[i] = BigDecimal.ONE.divide(base.pow(Math.abs(i - CUT), context), context);
      whole = whole.add(weights[i]);
    }
    BigDecimal points = new BigDecimal(BigInteger.TWO.pow(POINT_BITS));
    long[] upTo = new long[MAX + 1];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i <= MAX; i++) {
      sum = sum.add(weights[i]);
      upTo[i] = sum.multiply(points).divide(whole, context).longValue();
    }
    // What rounding left over.
    upTo[MAX] = 1L << POINT_BITS;
    return upTo;
  }

  /** e, by its series. */
  private static BigDecimal e(MathContext context) {
    BigDecimal e = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; i <= 60; i++) {
      term = term.divide(BigDecimal.valueOf(i), context);
      e = e.add(term);
    }
    return e;
  }
}
