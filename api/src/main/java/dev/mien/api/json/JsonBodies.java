package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.mien.api.config.Limits;
import dev.mien.api.json.Read.BeyondLimits;
import dev.mien.api.json.Read.Malformed;
import dev.mien.api.json.Read.Sound;
import dev.mien.api.json.Read.Wrong;
import java.io.IOException;

/** Reads bodies within limits. For any number of threads. */
public final class JsonBodies {
  // Counted over the whole text, so that many small things cost no more than few large ones.
  private static final long TOKENS_MAX = 10_000;

  private final JsonFactory factory;
  private final Pointers pointers = new Pointers();
  private final int errorsMax;

  public JsonBodies(Shape shape) {
    this.errorsMax = shape.errorsMax();
    this.factory =
        JsonFactory.builder()
            // Bodies are UTF-8; guessing other encodings from the first bytes is not wanted.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(shape.depthMax())
                    .maxNameLength(shape.nameCharactersMax())
                    .maxStringLength(shape.textCharactersMax())
                    .maxNumberLength(shape.numberCharactersMax())
                    .maxTokenCount(TOKENS_MAX)
                    .build())
            .build();
  }

  /**
   * What a text may look like at the most.
   *
   * @param errorsMax of errors that are named
   */
  public record Shape(
      int depthMax,
      int nameCharactersMax,
      int textCharactersMax,
      int numberCharactersMax,
      int errorsMax) {
    public static Shape of(Limits.Body limits) {
      return new Shape(
          limits.depthMax(),
          limits.nameCharactersMax(),
          limits.textCharactersMax(),
          limits.numberCharactersMax(),
          limits.errorsMax());
    }
  }

  /** How one kind of body is read. */
  @FunctionalInterface
  public interface Form<T> {
    T read(JsonWalk walk) throws IOException;
  }

  public <T> Read<T> read(byte[] body, Form<T> form) {
    return read(Body.of(body), form);
  }

  public <T> Read<T> read(Body body, Form<T> form) {
    try (JsonParser parser = body.parser(factory)) {
      JsonWalk walk = new JsonWalk(parser, body, pointers, errorsMax);
      if (parser.nextToken() == null) {
        return new Malformed<>(1, 1);
      }
      T value = form.read(walk);
      if (parser.nextToken() != null) {
        return malformed(parser.currentLocation());
      }
      return walk.errors().isEmpty() ? new Sound<>(value) : new Wrong<>(walk.errors());
    } catch (StreamConstraintsException _) {
      return new BeyondLimits<>();
    } catch (JsonProcessingException e) {
      return malformed(e.getLocation());
    } catch (IOException _) {
      // The bytes are not UTF-8; nothing else can fail in memory.
      return new Malformed<>(1, 1);
    }
  }

  private static <T> Read<T> malformed(JsonLocation location) {
    return new Malformed<>(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
