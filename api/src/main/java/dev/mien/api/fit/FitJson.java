package dev.mien.api.fit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.fit.FitReport.Part;
import dev.mien.api.fit.FitReport.Threshold;
import dev.mien.engine.fit.Alone;
import dev.mien.engine.fit.Drift;
import dev.mien.engine.fit.Evaluation;
import dev.mien.engine.fit.Fitting;
import dev.mien.engine.fit.Refusal;
import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Interval;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a fit as a program wants it: one JSON object. */
public final class FitJson {
  private final FitReport report;
  private final JsonGenerator out;

  private FitJson(FitReport report, JsonGenerator out) {
    this.report = report;
    this.out = out;
  }

  public static void write(FitReport report, JsonGenerator out) throws IOException {
    new FitJson(report, out).write();
  }

  /** What there is to tell of evidence from clicks. */
  public static void write(StepsReport report, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("attribute", report.attribute());
    out.writeStringField("outcome", report.outcome());
    out.writeBooleanField("refused", !report.reasons().isEmpty());
    out.writeNumberField("sessions", report.gathered().sessions());
    out.writeNumberField("heldOut", report.sessions().heldOut().sessions());
    out.writeArrayFieldStart("reasons");
    for (String reason : report.reasons()) {
      out.writeString(reason);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("after");
    for (int clicks = 0; clicks < report.after().size(); clicks++) {
      out.writeStartObject();
      out.writeNumberField("clicks", clicks);
      out.writeNumberField("logLoss", report.after().get(clicks).logLoss().value());
      out.writeNumberField("ece", report.after().get(clicks).ece());
      out.writeNumberField(
          "logLossIfIndependent", report.independent().get(clicks).logLoss().value());
      out.writeNumberField("eceIfIndependent", report.independent().get(clicks).ece());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectFieldStart("steps");
    for (Map.Entry<String, BigDecimal> step : report.steps().entrySet()) {
      out.writeNumberField(step.getKey(), step.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void write() throws IOException {
    out.writeStartObject();
    out.writeStringField("segment", report.segment());
    out.writeStringField("outcome", report.outcome());
    out.writeBooleanField("refused", report.fitting() instanceof Fitting.Refused);
    out.writeNumberField("rows", report.gathered().rows());
    out.writeNumberField("sessions", report.gathered().sessions());
    part("fitted", report.parts().fitted());
    part("calibrating", report.parts().calibrating());
    part("heldOut", report.parts().heldOut());
    columns();
    switch (report.fitting()) {
      case Fitting.Fitted fitted -> evaluation(Optional.of(fitted.evaluation()));
      case Fitting.Refused refused -> {
        reasons(refused.reasons());
        evaluation(refused.evaluation());
      }
    }
    thresholds();
    drift();
    score();
    out.writeEndObject();
  }

  private void part(String name, Part part) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("sessions", part.sessions());
    out.writeNumberField("positives", part.positives());
    out.writeEndObject();
  }

  private void columns() throws IOException {
    out.writeArrayFieldStart("attributes");
    for (Alone column : report.fitting().columns()) {
      out.writeStartObject();
      out.writeStringField("attribute", column.column());
      out.writeNumberField("auc", column.auc());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("leftOut");
    for (FitReport.LeftOut left : report.leftOut()) {
      out.writeString(left.attribute());
    }
    out.writeEndArray();
  }

  private void reasons(List<Refusal> reasons) throws IOException {
    out.writeArrayFieldStart("reasons");
    for (Refusal reason : reasons) {
      out.writeStartObject();
      out.writeStringField("code", RefusalWords.code(reason));
      out.writeStringField("detail", RefusalWords.of(reason));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void evaluation(Optional<Evaluation> judged) throws IOException {
    if (judged.isEmpty()) {
      return;
    }
    Evaluation evaluation = judged.get();
    Calibration calibration = evaluation.calibration();
    out.writeObjectFieldStart("evaluation");
    out.writeNumberField("sessions", evaluation.sessions());
    out.writeNumberField("positives", evaluation.positives());
    figure(
        "auc",
        evaluation.ranking().auc().value(),
        evaluation.ranking().auc().interval(Evaluation.ALPHA));
    figure("prAuc", evaluation.ranking().prAuc(), evaluation.prAuc());
    figure("brier", calibration.brier().value(), calibration.brier().interval(Evaluation.ALPHA));
    figure(
        "logLoss", calibration.logLoss().value(), calibration.logLoss().interval(Evaluation.ALPHA));
    out.writeNumberField("logLossOfBase", evaluation.logLossOfBase());
    figure("ece", calibration.ece(), evaluation.ece());
    out.writeNumberField("eceByChance", evaluation.eceByChance());
    figure(
        "observedByExpected",
        calibration.observedByExpected().value(),
        calibration.observedByExpected().interval(Evaluation.ALPHA));
    out.writeEndObject();
  }

  private void figure(String name, double value, Interval interval) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("value", value);
    out.writeNumberField("low", interval.low());
    out.writeNumberField("high", interval.high());
    out.writeEndObject();
  }

  private void thresholds() throws IOException {
    out.writeArrayFieldStart("thresholds");
    for (Threshold one : report.thresholds()) {
      out.writeStartObject();
      out.writeNumberField("percent", one.percent());
      out.writeNumberField("sessions", one.in());
      out.writeNumberField("precision", one.precision());
      out.writeNumberField("recall", one.recall());
      out.writeBooleanField("chosen", one.chosen());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void drift() throws IOException {
    if (report.drift().isEmpty()) {
      return;
    }
    Drift drift = report.drift().get();
    out.writeObjectFieldStart("drift");
    out.writeBooleanField("off", drift.isOff());
    figure(
        "observedByExpected",
        drift.observedByExpected().value(),
        drift.observedByExpected().interval(Evaluation.ALPHA));
    out.writeNumberField("score", drift.score());
    out.writeObjectFieldStart("attributes");
    for (Drift.Moved moved : drift.columns()) {
      out.writeNumberField(moved.column(), moved.index());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void score() throws IOException {
    if (report.written().isEmpty()) {
      return;
    }
    FitReport.Written written = report.written().get();
    out.writeObjectFieldStart("score");
    out.writeNumberField("base", written.base());
    out.writeObjectFieldStart("points");
    for (Map.Entry<String, BigDecimal> one : written.points().entrySet()) {
      out.writeNumberField(one.getKey(), one.getValue());
    }
    out.writeEndObject();
    out.writeNumberField("enter", written.enter());
    out.writeNumberField("leave", written.leave());
    out.writeEndObject();
  }
}
