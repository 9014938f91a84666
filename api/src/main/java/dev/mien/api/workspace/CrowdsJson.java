package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.segments.model.Model;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

/** How the crowds of a workspace are written: those of the segments that it has offers for. */
final class CrowdsJson {
  private final Function<Model, List<CrowdStatus>> crowds;

  /**
   * @param crowds of each segment of a model, by its position
   */
  CrowdsJson(Function<Model, List<CrowdStatus>> crowds) {
    this.crowds = crowds;
  }

  /** How the crowds of one segment stand. */
  record Row(String segment, CrowdStatus crowd) {}

  /** The rows of a workspace; takes time where it has many segments. */
  List<Row> rows(Model model) {
    BitSet audiences = new BitSet();
    model.slots().forEach(slot -> slot.offers().forEach(offer -> audiences.set(offer.audience())));
    List<CrowdStatus> statuses = crowds.apply(model);
    return audiences.stream()
        .mapToObj(at -> new Row(model.segments().get(at).name().text(), statuses.get(at)))
        .toList();
  }

  /** Writes the member {@code crowds}. */
  static void write(List<Row> rows, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("crowds");
    for (Row row : rows) {
      out.writeStartObject();
      out.writeStringField("segment", row.segment());
      out.writeStringField("crowd", row.crowd().code());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
