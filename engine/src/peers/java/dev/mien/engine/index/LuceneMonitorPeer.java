package dev.mien.engine.index;

import dev.mien.engine.index.NaiveTreeWalk.Condition;
import dev.mien.engine.index.NaiveTreeWalk.Value;
import dev.mien.engine.index.Workload.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Lucene Monitor: segments are stored queries, a session is a document, and a presearcher finds the
 * queries that may match by a term each must have.
 */
final class LuceneMonitorPeer implements Peer {
  private static final String KNOWN = "known";
  private static final int BATCH = 1_000;

  private final Monitor monitor;
  private final List<Document> sessions;

  private LuceneMonitorPeer(Monitor monitor, List<Document> sessions) {
    this.monitor = monitor;
    this.sessions = sessions;
  }

  static Peer of(Workload workload, Time time) throws IOException {
    Monitor monitor = new Monitor(new KeywordAnalyzer(), new TermFilteredPresearcher());
    List<Condition> conditions = workload.conditions();
    List<MonitorQuery> batch = new ArrayList<>();
    for (int segment = 0; segment < conditions.size(); segment++) {
      batch.add(new MonitorQuery(Integer.toString(segment), query(conditions.get(segment))));
      if (batch.size() == BATCH || segment == conditions.size() - 1) {
        time.check(segment);
        monitor.register(batch);
        batch.clear();
      }
    }
    return new LuceneMonitorPeer(
        monitor, workload.sessions().stream().map(LuceneMonitorPeer::document).toList());
  }

  @Override
  public int match(int session) {
    return matches(session).getMatchCount();
  }

  @Override
  public BitSet admitted(int session) {
    BitSet admitted = new BitSet();
    matches(session)
        .getMatches()
        .forEach(match -> admitted.set(Integer.parseInt(match.getQueryId())));
    return admitted;
  }

  private MatchingQueries<QueryMatch> matches(int session) {
    try {
      return monitor.match(sessions.get(session), QueryMatch.SIMPLE_MATCHER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      monitor.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(Session session) {
    Document document = new Document();
    for (Map.Entry<String, Value> entry : session.values().entrySet()) {
      String name = entry.getKey();
      document.add(new StringField(KNOWN, name, Field.Store.NO));
      switch (entry.getValue()) {
        case Value.Text(var text) -> document.add(new StringField(name, text, Field.Store.NO));
        case Value.Amount(var number) -> document.add(new DoublePoint(name, number));
        case Value.Flag(var on) ->
            document.add(new StringField(name, on.toString(), Field.Store.NO));
        case Value.Texts(var texts) ->
            texts.forEach(text -> document.add(new StringField(name, text, Field.Store.NO)));
      }
    }
    return document;
  }

  private static Query query(Condition condition) {
    return switch (condition) {
      case Condition.Any(var parts) ->
          combined(Occur.SHOULD, parts.stream().map(LuceneMonitorPeer::query).toList());
      case Condition.All(var parts) ->
          combined(Occur.MUST, parts.stream().map(LuceneMonitorPeer::query).toList());
      case Condition.Not(var test) ->
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term(KNOWN, test.name())), Occur.MUST)
              .add(query(test), Occur.MUST_NOT)
              .build();
      case Condition.In(var name, var texts) -> combined(Occur.SHOULD, terms(name, texts));
      case Condition.HasAny(var name, var texts) -> combined(Occur.SHOULD, terms(name, texts));
      case Condition.HasAll(var name, var texts) -> combined(Occur.MUST, terms(name, texts));
      case Condition.Between(var name, var low, var high) ->
          DoublePoint.newRangeQuery(name, low, high);
      case Condition.Is(var name, var on) -> new TermQuery(new Term(name, on.toString()));
    };
  }

  private static List<Query> terms(String name, Collection<String> texts) {
    return texts.stream().<Query>map(text -> new TermQuery(new Term(name, text))).toList();
  }

  private static Query combined(Occur occur, List<Query> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(part, occur));
    return all.build();
  }
}
