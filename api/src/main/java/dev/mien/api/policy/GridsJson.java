package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.model.Grid;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import java.io.IOException;

/** How the grids are written: which attributes sessions are counted by together, and when. */
final class GridsJson {
  private final Model model;

  GridsJson(Model model) {
    this.model = model;
  }

  void write(JsonGenerator out) throws IOException {
    Schema schema = model.schema();
    out.writeArrayFieldStart("grids");
    for (Grid grid : model.grids()) {
      out.writeStartObject();
      out.writeStringField("grid", grid.name().text());
      out.writeArrayFieldStart("attributes");
      for (int attribute : grid.attributes()) {
        out.writeString(schema.attributes().get(attribute).name().text());
      }
      out.writeEndArray();
      out.writeArrayFieldStart("purposes");
      for (int i = 0; i < schema.purposes().size(); i++) {
        if ((grid.purposes(schema) >>> i & 1) != 0) {
          out.writeString(schema.purposes().get(i).name().text());
        }
      }
      out.writeEndArray();
      out.writeArrayFieldStart("goals");
      for (int goal : grid.goals()) {
        out.writeString(schema.events().get(goal).name().text());
      }
      out.writeEndArray();
      out.writeNumberField("after", grid.after());
      out.writeNumberField("combinations", grid.cells(schema));
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
