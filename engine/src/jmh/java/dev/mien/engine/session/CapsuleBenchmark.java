package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.session.StateCodec.Decoded;
import dev.mien.engine.session.StateCodec.Encoded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening and sealing a capsule of a session with twelve attributes, whole and in parts, beside one
 * pass of AES-256-GCM over as many bytes as a state has.
 *
 * <p>What counts are ratios within one run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CapsuleBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Site SITE = new Site("main");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] INFO = "mien capsule inner v2".getBytes(StandardCharsets.US_ASCII);

  private final SecureRandom random = new SecureRandom();
  private final SessionPolicy policy = SessionPolicy.standard();
  private final Capsules capsules =
      new Capsules(new InMemoryHalfKeys(() -> NOW), new EpochRing(policy, random), policy, random);
  private final SessionState state = state();
  private final byte[] stateBytes = encoded(state);
  private final byte[] room = new byte[StateCodec.STATE_BYTES];
  private final Seat fresh = begun(capsules);
  private final String text = capsules.seal(SITE, fresh, state, NOW).text();
  private final Seat opened = live(text).seat();

  private final KeyBytes key = new KeyBytes(new byte[32], "AES");
  private final Cipher cipher = cipher();
  private final byte[] out = new byte[StateCodec.STATE_BYTES + 16];
  private final byte[] sealedOnce = sealedOnce();
  private long nonce = 1;

  private final SealTools tools = new SealTools(1, key, key);
  private final HalfKey halfKey = new HalfKey(new byte[HalfKey.BYTES]);
  private final byte[] handle = new byte[BlockCcm.BYTES];
  private final Mac mac = mac();
  private final byte[] material = new byte[32];
  private final byte[] nonceBytes = new byte[NONCE_BYTES];

  /** A capsule's text to its state, with the half-key at hand. */
  @Benchmark
  public Opened open() {
    return capsules.open(SITE, Capsule.of(text), NOW).toCompletableFuture().join();
  }

  /** A state to a capsule, with a seat that opened one before. */
  @Benchmark
  public Capsule seal() {
    return capsules.seal(SITE, opened, state, NOW);
  }

  /** The same with a seat that was not opened, so that the inner key is derived. */
  @Benchmark
  public Capsule sealTheFirst() {
    return capsules.seal(SITE, fresh, state, NOW);
  }

  /** What a request does. */
  @Benchmark
  public Capsule openAndSeal() {
    Opened.Live live = live(text);
    return capsules.seal(SITE, live.seat(), live.state(), NOW);
  }

  @Benchmark
  public Encoded encodeState() {
    Arrays.fill(room, (byte) 0);
    return StateCodec.encode(state, room);
  }

  @Benchmark
  public Decoded decodeState() {
    return StateCodec.decode(stateBytes);
  }

  /** One pass of AES-256-GCM over the bytes of a state: what ratios are to. */
  @Benchmark
  public int encryptOnce() throws GeneralSecurityException {
    byte[] bytes = ByteBuffer.allocate(NONCE_BYTES).putLong(nonce++).array();
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes));
    return cipher.doFinal(stateBytes, 0, stateBytes.length, out, 0);
  }

  @Benchmark
  public int decryptOnce() throws GeneralSecurityException {
    byte[] bytes = new byte[NONCE_BYTES];
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes));
    return cipher.doFinal(sealedOnce, 0, sealedOnce.length, out, 0);
  }

  /** What an outer layer by GCM would cost. */
  @Benchmark
  public int encryptHandleOnly() throws GeneralSecurityException {
    byte[] bytes = ByteBuffer.allocate(NONCE_BYTES).putLong(nonce++).array();
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes));
    return cipher.doFinal(stateBytes, 0, Handle.BYTES, out, 0);
  }

  /** The outer layer as it is. */
  @Benchmark
  public byte[] sealHandle() {
    tools.outer().seal(handle, 0, INFO);
    return handle;
  }

  /** The key of an inner layer as it is derived. */
  @Benchmark
  public KeyBytes mixHalfKey() {
    return tools.inner(halfKey);
  }

  /** One HMAC: half of what deriving that key by HKDF would cost. */
  @Benchmark
  public byte[] oneHmac() throws GeneralSecurityException {
    mac.init(key);
    mac.update(INFO);
    return mac.doFinal(material);
  }

  /** The nonce of one capsule, among many that are drawn at a time. */
  @Benchmark
  public byte[] drawNonce() {
    tools.nonces().draw(random, nonceBytes, 0);
    return nonceBytes;
  }

  private Opened.Live live(String capsule) {
    return switch (capsules.open(SITE, Capsule.of(capsule), NOW).toCompletableFuture().join()) {
      case Opened.Live live -> live;
      case Opened.Unreadable _, Opened.Erased _, Opened.Unavailable _ ->
          throw new IllegalStateException("the capsule that was just sealed does not open");
    };
  }

  private static Seat begun(Capsules capsules) {
    Seat seat = capsules.draw();
    capsules.begin(seat).toCompletableFuture().join();
    return seat;
  }

  private static SessionState state() {
    List<Held> held = new ArrayList<>();
    long since = NOW.getEpochSecond() - 300;
    for (int id = 1; id <= 8; id++) {
      held.add(new Held.Code(id * 3, since + id, id));
    }
    held.add(new Held.Windowed(30, since, since / 225, List.of(1, 0, 2, 0, 0, 1, 0, 0)));
    held.add(new Held.Labels(31, since, 0b1011));
    held.add(new Held.Total(32, since, 12));
    held.add(new Held.Steps(33, since, since + 60, 1));
    Instant startedAt = NOW.minusSeconds(600);
    return new SessionState(
        startedAt,
        NOW,
        NOW,
        new Consent(List.of(1, 2), Consent.Ground.GIVEN, startedAt, NOW.plus(Duration.ofDays(30))),
        held,
        List.of(new Assignment(40, 0), new Assignment(52, 54), new Assignment(60, 61)));
  }

  private static byte[] encoded(SessionState state) {
    byte[] bytes = new byte[StateCodec.STATE_BYTES];
    return switch (StateCodec.encode(state, bytes)) {
      case Encoded.Fits _ -> bytes;
      case Encoded.TooLarge(int needed) -> throw new IllegalStateException("takes " + needed);
    };
  }

  private byte[] sealedOnce() {
    try {
      Cipher once = cipher();
      once.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]));
      return once.doFinal(stateBytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mac mac() {
    try {
      return Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
