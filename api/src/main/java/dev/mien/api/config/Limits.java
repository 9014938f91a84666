package dev.mien.api.config;

import dev.mien.engine.signal.SignalReader;
import java.time.Duration;

/**
 * The most that callers may ask of a node. README lists each with its error.
 *
 * @param body of what requests carry
 * @param traffic of how many there are
 * @param time of how long they take
 */
public record Limits(Body body, Traffic traffic, Time time) {
  /** The most bytes a request line may have: a longer one gets {@code uri-too-long}. */
  public static final int REQUEST_LINE_BYTES_MAX = 4_096;

  /** The most bytes all headers may have together. */
  public static final int HEADER_BYTES_MAX = 8_192;

  /** The most headers a request may have. */
  public static final int HEADERS_MAX = 64;

  /** The most characters a capsule may have; the ones that are issued are shorter. */
  public static final int CAPSULE_CHARACTERS_MAX = 4_096;

  /**
   * What a body may hold.
   *
   * @param bytesMax of a public request
   * @param adminBytesMax of an admin request, which carries workspaces
   * @param depthMax of nested objects and arrays
   * @param nameCharactersMax of a name in an object
   * @param textCharactersMax of any other text
   * @param numberCharactersMax of a number
   * @param slotsMax of slots asked for
   * @param signalsMax of signals
   * @param labelsMax of labels in one signal
   * @param eventsMax of events
   * @param fieldsMax of fields in one event
   * @param purposesMax of purposes in a consent
   * @param errorsMax of errors that one answer lists
   */
  public record Body(
      int bytesMax,
      int adminBytesMax,
      int depthMax,
      int nameCharactersMax,
      int textCharactersMax,
      int numberCharactersMax,
      int slotsMax,
      int signalsMax,
      int labelsMax,
      int eventsMax,
      int fieldsMax,
      int purposesMax,
      int errorsMax) {
    public static Body standard() {
      return new Body(
          65_536,
          8 << 20,
          8,
          64,
          CAPSULE_CHARACTERS_MAX,
          64,
          50,
          128,
          SignalReader.LABELS_MAX,
          SignalReader.EVENTS_MAX,
          SignalReader.FIELDS_MAX,
          32,
          20);
    }
  }

  /**
   * How much may arrive.
   *
   * @param perSecondMax of requests, in the long run
   * @param burstMax of requests at once, after a pause
   * @param inFlightMax of requests that are being answered
   * @param connectionsMax of connections to the public listener
   */
  public record Traffic(int perSecondMax, int burstMax, int inFlightMax, int connectionsMax) {
    private Traffic withoutInFlightMax() {
      return new Traffic(perSecondMax, burstMax, Integer.MAX_VALUE, connectionsMax);
    }
  }

  /**
   * How long things may take.
   *
   * @param idle of silence on a connection
   * @param body of waiting for the whole of a body
   * @param lag of an event loop behind its time
   */
  public record Time(Duration idle, Duration body, Lag lag) {
    private static final int ADMIN_FACTOR = 6;

    /** The same for admin requests, which carry workspaces and wait for them to be checked. */
    private Time forAdmin() {
      return new Time(
          idle.multipliedBy(ADMIN_FACTOR), body.multipliedBy(ADMIN_FACTOR), Lag.unlimited());
    }
  }

  /**
   * How late an event loop may be.
   *
   * @param target while it is overloaded; what would wait longer is shed
   * @param max beyond which everything is shed
   */
  public record Lag(Duration target, Duration max) {
    private static Lag unlimited() {
      return new Lag(Duration.ofDays(1), Duration.ofDays(1));
    }
  }

  public static Limits of(Configuration configuration) {
    int rate = configuration.of(Settings.RATE_MAX);
    return new Limits(
        Body.standard(),
        new Traffic(
            rate,
            rate,
            configuration.of(Settings.REQUESTS_MAX),
            configuration.of(Settings.CONNECTIONS_MAX)),
        new Time(
            configuration.of(Settings.IDLE_TIMEOUT),
            configuration.of(Settings.BODY_TIMEOUT),
            new Lag(configuration.of(Settings.LAG_TARGET), configuration.of(Settings.LAG_MAX))));
  }

  /**
   * The limits of the admin listener: the same, with more time. It sheds nothing: health and
   * metrics are wanted most when a node is overloaded.
   */
  public Limits forAdmin() {
    return new Limits(body, traffic.withoutInFlightMax(), time.forAdmin());
  }
}
