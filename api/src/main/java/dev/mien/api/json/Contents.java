package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of all variants of one edition, encoded once. For any number of threads.
 *
 * <p>The variants of a slot are looked through one by one, by identity: there are few, and a table
 * by identity took longer than all else that is written of a decision.
 */
public final class Contents {
  private volatile Encoded encoded = new Encoded(-1, List.of());

  private record Encoded(long edition, List<OfSlot> slots) {}

  /** The variants of one slot, its fallback first, and by the same place what each shows. */
  private record OfSlot(List<Variant> variants, List<SerializedString> contents) {
    static OfSlot of(Slot slot) {
      List<Variant> variants = new ArrayList<>();
      variants.add(slot.fallback());
      slot.offers().forEach(offer -> variants.addAll(offer.variants()));
      return new OfSlot(List.copyOf(variants), variants.stream().map(Contents::encode).toList());
    }

    @SuppressWarnings("ReferenceEquality") // A decision names the very variant of the model.
    @Nullable SerializedString find(Variant variant) {
      for (int i = 0; i < variants.size(); i++) {
        if (variants.get(i) == variant) {
          return contents.get(i);
        }
      }
      return null;
    }
  }

  /**
   * Writes the content of {@code variant} as the value that is due.
   *
   * @param slot its position in the edition
   */
  void write(Edition edition, int slot, Variant variant, JsonGenerator out) throws IOException {
    Encoded current = encoded;
    if (current.edition() != edition.number()) {
      current =
          new Encoded(edition.number(), edition.model().slots().stream().map(OfSlot::of).toList());
      encoded = current;
    }
    SerializedString known = current.slots().get(slot).find(variant);
    if (known == null) {
      writeFields(variant.content(), out);
    } else {
      out.writeRawValue(known);
    }
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
