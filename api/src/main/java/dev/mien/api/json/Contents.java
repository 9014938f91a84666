package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;

/** The content of all variants of one edition, encoded once. For any number of threads. */
public final class Contents {
  private volatile Encoded encoded = new Encoded(-1, new IdentityHashMap<>());

  private record Encoded(long edition, IdentityHashMap<Variant, SerializedString> byVariant) {}

  /** Writes the content of {@code variant} as the value that is due. */
  void write(Edition edition, Variant variant, JsonGenerator out) throws IOException {
    Encoded current = encoded;
    if (current.edition() != edition.number()) {
      current = encode(edition);
      encoded = current;
    }
    SerializedString known = current.byVariant().get(variant);
    if (known == null) {
      writeFields(variant.content(), out);
    } else {
      out.writeRawValue(known);
    }
  }

  private static Encoded encode(Edition edition) {
    // A decision names the very variant of the model, so that identity finds it.
    IdentityHashMap<Variant, SerializedString> byVariant = new IdentityHashMap<>();
    for (Slot slot : edition.model().slots()) {
      byVariant.put(slot.fallback(), encode(slot.fallback()));
      for (Offer offer : slot.offers()) {
        offer.variants().forEach(variant -> byVariant.put(variant, encode(variant)));
      }
    }
    return new Encoded(edition.number(), byVariant);
  }

  private static SerializedString encode(Variant variant) {
    String text =
        JsonWriting.bytes(out -> writeFields(variant.content(), out))
            .toString(StandardCharsets.UTF_8);
    SerializedString encoded = new SerializedString(text);
    // Asked for once here, so that no request pays for it.
    encoded.asUnquotedUTF8();
    return encoded;
  }

  private static void writeFields(Content content, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Content.Value> field : content.fields().entrySet()) {
      out.writeFieldName(field.getKey());
      switch (field.getValue()) {
        case Content.Value.Text(var text) -> out.writeString(text);
        case Content.Value.Url(var text) -> out.writeString(text);
        case Content.Value.Numeral(var number) -> out.writeNumber(number);
        case Content.Value.Flag(var on) -> out.writeBoolean(on);
      }
    }
    out.writeEndObject();
  }
}
