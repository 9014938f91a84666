package dev.mien.engine.session;

import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Schedule;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import dev.mien.segments.model.VariantName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random small workspaces: segments over a random schema whose events fold, and a slot. */
final class RandomModels {
  private static final SampleModels.Size SMALL = new SampleModels.Size(0, 8, 3);

  private RandomModels() {}

  static Model model(RandomGenerator random) {
    Schema schema = new RandomSchemas(random).schema();
    return new Model(
        "random",
        schema,
        SampleModels.segments(random, schema, SMALL),
        List.of(slot(1L << random.nextInt(schema.purposes().size()))));
  }

  private static Slot slot(long purposes) {
    Variant fallback = new Variant(Variant.FALLBACK, 1, Content.empty());
    Variant variant = new Variant(new VariantName("v"), 1, Content.empty());
    Offer offer = new Offer(new OfferName("o"), 0, 0, List.of(variant), Schedule.always());
    return new Slot(
        new SlotName("home"), "", purposes, new LinkedHashMap<>(), fallback, 0, List.of(offer));
  }
}
