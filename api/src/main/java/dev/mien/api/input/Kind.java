package dev.mien.api.input;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Event;
import java.util.List;

/** What type of value a signal or a field takes. */
public sealed interface Kind {
  record Label(List<String> labels) implements Kind {
    public Label {
      labels = List.copyOf(labels);
    }
  }

  record Labels(List<String> labels) implements Kind {
    public Labels {
      labels = List.copyOf(labels);
    }
  }

  record Amount() implements Kind {}

  record YesNo() implements Kind {}

  static Kind of(Alphabet alphabet) {
    return switch (alphabet) {
      case Alphabet.Choice(var labels) -> new Label(labels);
      case Alphabet.Choices(var labels) -> new Labels(labels);
      case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _ -> new Amount();
      case Alphabet.Flag _ -> new YesNo();
    };
  }

  static Kind of(Event.Field field) {
    return switch (field) {
      case Event.Field.ChoiceField choice -> new Label(choice.choice().labels());
      case Event.Field.NumberField _ -> new Amount();
      case Event.Field.FlagField _ -> new YesNo();
    };
  }

  /** Finds {@code value}, which a file writes, wrong where no value could be read so. */
  default void check(Placed value, Findings findings) {
    switch (this) {
      case Label(var labels) -> checkLabel(value, labels, findings);
      case Labels(var labels) -> checkLabel(value, labels, findings);
      case Amount _ -> {
        if (Double.isNaN(Numbers.parse(value.text()))) {
          findings.error("wrong-type", value.span(), "a number is needed here", "");
        }
      }
      case YesNo _ -> {
        if (!value.text().equals("true") && !value.text().equals("false")) {
          findings.error("wrong-type", value.span(), "true or false is needed here", "");
        }
      }
    }
  }

  private static void checkLabel(Placed value, List<String> labels, Findings findings) {
    if (!labels.contains(value.text())) {
      findings.unknown("label", value, labels);
    }
  }
}
