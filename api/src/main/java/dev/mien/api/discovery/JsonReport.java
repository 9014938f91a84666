package dev.mien.api.discovery;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.discovery.Candidate;
import dev.mien.engine.discovery.Discovery;
import dev.mien.engine.discovery.DraftSegments.Draft;
import dev.mien.engine.discovery.Proposal;
import dev.mien.segments.sensitive.Taxonomy.Finding;
import dev.mien.segments.syntax.Printer;
import java.io.IOException;
import java.util.Optional;

/** What was found as a program wants it: one JSON object. */
public final class JsonReport {
  private final Findings findings;
  private final JsonGenerator out;

  private JsonReport(Findings findings, JsonGenerator out) {
    this.findings = findings;
    this.out = out;
  }

  public static void write(Findings findings, JsonGenerator out) throws IOException {
    new JsonReport(findings, out).write();
  }

  private void write() throws IOException {
    Discovery discovery = findings.discovery();
    out.writeStartObject();
    out.writeNumberField("sessions", discovery.sessions());
    out.writeNumberField("seed", findings.rules().seed());
    out.writeObjectFieldStart("folded");
    out.writeNumberField("k", discovery.lost().k());
    out.writeNumberField("whole", discovery.lost().whole());
    out.writeNumberField("dropped", discovery.lost().dropped());
    out.writeArrayFieldStart("unsaid");
    for (Discovery.Unsaid unsaid : discovery.lost().unsaid()) {
      out.writeStartObject();
      out.writeStringField("what", unsaid.what());
      out.writeNumberField("sessions", unsaid.sessions());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeArrayFieldStart("tried");
    for (Candidate candidate : discovery.tried()) {
      tried(candidate);
    }
    out.writeEndArray();
    if (discovery.classes().isPresent()) {
      out.writeNumberField("classes", discovery.classes().get());
    }
    out.writeStringField("why", findings.why());
    out.writeArrayFieldStart("proposals");
    for (Proposal proposal : discovery.proposals()) {
      proposal(proposal);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void tried(Candidate candidate) throws IOException {
    out.writeStartObject();
    out.writeNumberField("classes", candidate.classes());
    number("stability", candidate.stability());
    number("stabilityLeast", candidate.stabilityLeast());
    number("stabilityMost", candidate.stabilityMost());
    number("classLeast", candidate.classLeast());
    number("starts", candidate.starts());
    number("fidelity", candidate.fidelity());
    number("recallLeast", candidate.recallLeast());
    number("shareLeast", candidate.shareLeast());
    out.writeNumberField("bic", Math.round(candidate.bic()));
    out.writeStringField("verdict", Findings.code(candidate.verdict()));
    out.writeEndObject();
  }

  private void proposal(Proposal proposal) throws IOException {
    Optional<Draft> draft = findings.draft(proposal.number());
    out.writeStartObject();
    if (draft.isPresent()) {
      out.writeStringField("segment", draft.get().name());
      out.writeStringField("title", draft.get().title());
    }
    out.writeNumberField("sessions", proposal.sessions());
    number("share", proposal.share());
    number("stability", proposal.stability());
    out.writeArrayFieldStart("typical");
    for (Proposal.Trait trait : proposal.typical()) {
      out.writeStartObject();
      out.writeStringField("condition", Printer.print(trait.condition()));
      number("share", trait.share());
      number("all", trait.all());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("rules");
    for (Proposal.DraftRule rule : proposal.rules()) {
      out.writeStartObject();
      out.writeStringField("rule", rule.text());
      out.writeNumberField("sessions", rule.admitted());
      number("precision", rule.precision());
      number("recall", rule.recall());
      out.writeEndObject();
    }
    out.writeEndArray();
    number("precision", proposal.precision());
    number("recall", proposal.recall());
    out.writeArrayFieldStart("sensitive");
    if (draft.isPresent()) {
      for (Finding finding : draft.get().sensitive()) {
        out.writeString(finding.category().words());
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void number(String name, double value) throws IOException {
    out.writeNumberField(name, Math.round(value * 10_000) / 10_000.0);
  }
}
