package dev.mien.api.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.doctor.Finding.Level;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** All that was looked at, in the order it was. */
public record Diagnosis(List<Section> sections) {
  public Diagnosis {
    sections = List.copyOf(sections);
  }

  /** What belongs together. */
  public record Section(String title, List<Finding> findings) {
    public Section {
      findings = List.copyOf(findings);
    }
  }

  /** Whether there is no error. */
  public boolean isSound() {
    return count(Level.ERROR) == 0;
  }

  /** The same, where warnings count as errors. */
  public Diagnosis strict() {
    return new Diagnosis(
        sections.stream()
            .map(
                section ->
                    new Section(
                        section.title(), section.findings().stream().map(Finding::strict).toList()))
            .toList());
  }

  long count(Level level) {
    return sections.stream()
        .flatMap(section -> section.findings().stream())
        .filter(finding -> finding.level() == level)
        .count();
  }

  /** Writes it for programs. */
  public void to(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("sound", isSound());
    out.writeNumberField("errors", count(Level.ERROR));
    out.writeNumberField("warnings", count(Level.WARNING));
    out.writeArrayFieldStart("findings");
    for (Section section : sections) {
      for (Finding finding : section.findings()) {
        out.writeStartObject();
        out.writeStringField("section", section.title());
        out.writeStringField(
            "level", finding.level().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        out.writeStringField("place", finding.place());
        out.writeStringField("cause", finding.cause());
        if (!finding.remedy().isEmpty()) {
          out.writeStringField("remedy", finding.remedy());
        }
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
