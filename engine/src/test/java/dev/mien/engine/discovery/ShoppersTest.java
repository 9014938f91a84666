package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShoppersTest {
  @Test
  void table() {
    Schema schema = Shoppers.model().schema();
    List<Column> finest = new ArrayList<>();
    for (int i = 0; i < schema.attributes().size(); i++) {
      Attribute attribute = schema.attributes().get(i);
      finest.add(Column.finest(i, attribute));
    }
    Patterns.Counter counter = new Patterns.Counter(schema, finest);
    Shoppers.training().forEach(one -> counter.add(one.facts()));
    Patterns fine = counter.patterns();
    for (int k : new int[] {Integer.getInteger("k", 10)}) {
      long t = System.nanoTime();
      var d = ((Discovery.Result.Done) Discovery.ofPatterns(fine, new SearchRules(k, 8, 6, 1), DiscoveryProgress.none())).discovery();
      System.out.println(d.lost());
      d.tried().forEach(c -> System.out.println(c + " " + c.verdict()));
      for (Proposal p : d.proposals()) {
        System.out.printf("%d %d %.2f stab %.2f prec %.2f rec %.2f%n", p.number(), p.sessions(), p.share(), p.stability(), p.precision(), p.recall());
        p.typical().forEach(x -> System.out.printf("    %s %.2f vs %.2f%n", dev.mien.segments.syntax.Printer.print(x.condition()), x.share(), x.all()));
        p.rules().forEach(x -> System.out.printf("  - %s : %d %.2f %.2f%n", x.text(), x.admitted(), x.precision(), x.recall()));
      }
      System.out.println((System.nanoTime() - t) / 1e9);
    }
  }
}
