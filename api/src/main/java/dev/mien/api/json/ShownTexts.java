package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the slots of one edition can show without saying why, encoded once, so that writing a
 * decision is copying its bytes. For any number of threads.
 *
 * <p>What a slot shows is looked through one by one, by identity: there is little, and a table by
 * identity took longer than all else that is written of a decision.
 */
final class ShownTexts {
  private volatile @Nullable Encoded encoded;

  private record Encoded(Model model, List<OfSlot> slots) {
    static Encoded of(Model model) {
      List<OfSlot> slots = new ArrayList<>(model.slots().size());
      for (int i = 0; i < model.slots().size(); i++) {
        slots.add(OfSlot.of(model, i));
      }
      return new Encoded(model, slots);
    }
  }

  /** One variant of a slot, and what is written of it by the reasons that it is shown for. */
  private record Shown(
      Variant variant, Optional<SegmentName> segment, Map<Reason, SerializedString> texts) {}

  private record OfSlot(SerializedString name, List<Shown> shown) {
    private static final Set<Reason> UNMATCHED =
        EnumSet.complementOf(EnumSet.of(Reason.MATCHED, Reason.UNKNOWN_SLOT));

    static OfSlot of(Model model, int position) {
      Slot slot = model.slots().get(position);
      List<Shown> shown = new ArrayList<>();
      shown.add(shown(slot, position, slot.fallback(), Optional.empty(), UNMATCHED));
      slot.offers()
          .forEach(
              offer -> {
                SegmentName audience = model.segments().get(offer.audience()).name();
                for (Variant variant : offer.variants()) {
                  shown.add(
                      shown(
                          slot,
                          position,
                          variant,
                          Optional.of(audience),
                          EnumSet.of(Reason.MATCHED)));
                }
              });
      return new OfSlot(serialized(slot.name().text()), List.copyOf(shown));
    }

    private static Shown shown(
        Slot slot,
        int position,
        Variant variant,
        Optional<SegmentName> segment,
        Set<Reason> reasons) {
      Map<Reason, SerializedString> texts = new EnumMap<>(Reason.class);
      for (Reason reason : reasons) {
        SlotDecision decision =
            new SlotDecision(
                slot.name().text(),
                position,
                reason,
                segment,
                Optional.of(variant),
                Optional.empty());
        texts.put(
            reason,
            serialized(
                JsonWriting.bytes(out -> DecisionsJson.writeValue(decision, out))
                    .toString(StandardCharsets.UTF_8)));
      }
      return new Shown(variant, segment, texts);
    }

    // Asked for its bytes once here, so that no request pays for them.
    private static SerializedString serialized(String text) {
      SerializedString serialized = new SerializedString(text);
      serialized.asUnquotedUTF8();
      serialized.asQuotedUTF8();
      return serialized;
    }

    @SuppressWarnings("ReferenceEquality") // A decision names the very variant of the model.
    @Nullable SerializedString find(Variant variant, SlotDecision decision) {
      for (int i = 0; i < shown.size(); i++) {
        Shown each = shown.get(i);
        if (each.variant() == variant && each.segment().equals(decision.segment())) {
          return each.texts().get(decision.reason());
        }
      }
      return null;
    }
  }

  /** Writes a decision as a member by the name of its slot, unless it has more to say. */
  boolean write(Edition edition, SlotDecision decision, JsonGenerator out) throws IOException {
    Variant variant = decision.variant().orElse(null);
    if (variant == null || decision.why().isPresent()) {
      return false;
    }
    OfSlot slot = of(edition).slots().get(decision.position());
    SerializedString text = slot.find(variant, decision);
    if (text == null) {
      return false;
    }
    out.writeFieldName(slot.name());
    out.writeRawValue(text);
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // There is one model for each edition.
  private Encoded of(Edition edition) {
    Encoded current = encoded;
    if (current == null || current.model() != edition.model()) {
      current = Encoded.of(edition.model());
      encoded = current;
    }
    return current;
  }
}
