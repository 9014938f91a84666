package dev.mien.engine.index;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.mien.engine.index.NaiveTreeWalk.Condition;
import dev.mien.engine.index.NaiveTreeWalk.Value;
import dev.mien.engine.index.Workload.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** CEL for Java: one checked expression a segment, each evaluated for each session. */
final class CelPeer implements Peer {
  private static final String SESSION = "s";

  private final List<Program> segments;
  private final List<Map<String, Map<String, Object>>> sessions;

  private CelPeer(List<Program> segments, List<Map<String, Map<String, Object>>> sessions) {
    this.segments = segments;
    this.sessions = sessions;
  }

  static Peer of(Workload workload, Time time)
      throws CelValidationException, CelEvaluationException {
    Cel cel =
        CelFactory.plannerCelBuilder()
            .setStandardMacros(CelStandardMacro.HAS)
            .addVar(SESSION, MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    List<Program> segments = new ArrayList<>();
    for (Condition condition : workload.conditions()) {
      time.check(segments.size());
      CelAbstractSyntaxTree tree = cel.compile(text(condition)).getAst();
      segments.add(cel.createProgram(tree));
    }
    return new CelPeer(
        segments,
        workload.sessions().stream().map(session -> Map.of(SESSION, values(session))).toList());
  }

  @Override
  public int match(int session) {
    return admitted(session).length();
  }

  @Override
  public BitSet admitted(int session) {
    BitSet admitted = new BitSet(segments.size());
    Map<String, Map<String, Object>> values = sessions.get(session);
    for (int segment = 0; segment < segments.size(); segment++) {
      try {
        admitted.set(segment, Boolean.TRUE.equals(segments.get(segment).eval(values)));
      } catch (CelEvaluationException e) {
        throw new IllegalStateException("segment " + segment, e);
      }
    }
    return admitted;
  }

  private static Map<String, Object> values(Session session) {
    Map<String, Object> values = new HashMap<>();
    session
        .values()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    switch (value) {
                      case Value.Text(var text) -> text;
                      case Value.Amount(var number) -> number;
                      case Value.Flag(var on) -> on;
                      case Value.Texts(var texts) -> List.copyOf(texts);
                    }));
    return values;
  }

  private static String text(Condition condition) {
    return switch (condition) {
      case Condition.Any(var parts) -> joined(" || ", parts);
      case Condition.All(var parts) -> joined(" && ", parts);
      case Condition.Not(var test) -> known(test) + " && !(" + bare(test) + ")";
      case Condition.Test test -> known(test) + " && " + bare(test);
    };
  }

  private static String joined(String by, List<Condition> parts) {
    return parts.stream().map(part -> "(" + text(part) + ")").collect(Collectors.joining(by));
  }

  private static String known(Condition.Test test) {
    return "has(" + SESSION + "." + test.name() + ")";
  }

  private static String bare(Condition.Test test) {
    String value = SESSION + "." + test.name();
    return switch (test) {
      case Condition.In(_, var texts) ->
          value
              + texts.stream().map(CelPeer::quoted).collect(Collectors.joining(",", " in [", "]"));
      case Condition.Between(_, var low, var high) ->
          "(%s >= %s && %s <= %s)".formatted(value, low, value, high);
      case Condition.Is(_, var on) -> value + " == " + on;
      case Condition.HasAny(_, var texts) -> within(value, texts, " || ");
      case Condition.HasAll(_, var texts) -> within(value, texts, " && ");
    };
  }

  private static String within(String value, Collection<String> texts, String by) {
    return texts.stream()
        .map(text -> quoted(text) + " in " + value)
        .collect(Collectors.joining(by, "(", ")"));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
