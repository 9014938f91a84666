package dev.mien.api.report;

import dev.mien.engine.experiment.ArmCounts;
import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.experiment.Arms;
import dev.mien.engine.experiment.Arms.Drawing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts arms that come one by one into the experiments they are of, in the order they came. */
final class ArmsGathering {
  private record Key(String slot, String goal, Drawing drawing) {}

  private final Map<Key, List<ArmCounts>> gathered = new LinkedHashMap<>();

  /** Where one arm belongs. */
  record Place(String slot, String goal, Drawing drawing) {}

  void add(Place place, ArmCounts arm) {
    gathered
        .computeIfAbsent(new Key(place.slot, place.goal, place.drawing), _ -> new ArrayList<>())
        .add(arm);
  }

  List<Arms> experiments() {
    List<Arms> experiments = new ArrayList<>();
    gathered.forEach(
        (key, arms) -> experiments.add(new Arms(key.slot, key.goal, key.drawing, arms)));
    return experiments;
  }

  /** The kind of a code; what has none is told by its name. */
  static Kind kind(String code, String variant) {
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "control" -> Kind.CONTROL;
      case "variant" -> Kind.VARIANT;
      case "held-out" -> Kind.HELD_OUT;
      case "" ->
          switch (variant.toLowerCase(Locale.ROOT)) {
            case "control" -> Kind.CONTROL;
            case "held-out", "(held out)", "holdout" -> Kind.HELD_OUT;
            default -> Kind.VARIANT;
          };
      default -> throw new IllegalArgumentException("a kind is control, variant or held-out");
    };
  }

  static Drawing drawing(String code) {
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "", "fixed" -> Drawing.FIXED;
      case "explored" -> Drawing.EXPLORED;
      case "adaptive" -> Drawing.ADAPTIVE;
      default -> throw new IllegalArgumentException("a drawing is fixed, explored or adaptive");
    };
  }

  /** The code of a kind, as it is read again. */
  static String code(Kind kind) {
    return switch (kind) {
      case CONTROL -> "control";
      case VARIANT -> "variant";
      case HELD_OUT -> "held-out";
    };
  }
}
