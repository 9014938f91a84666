package dev.mien.attacks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.attacks.Row.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttacksTest {
  @TempDir Path folder;

  /** The promises themselves are kept in the full form, which the profile of the same name runs. */
  @Test
  void noAttackFromOutsideSucceedsAndEveryWeaknessLetsInItsOwn()
      throws IOException, InterruptedException {
    assertHolds(
        List.of(
            new CapsuleLinker(),
            new SinglingOut(),
            new TwoLogs(),
            new OverTime(),
            new Inference(),
            new Presence()));
  }

  /** By themselves, for they take a cluster each time, and minutes. */
  @Test
  void nothingIsLeftOnDiskOrSaidBetweenMembersThatErasedSessionsCouldBeOpenedWith()
      throws IOException, InterruptedException {
    assumeFull();
    assertHolds(List.of(new Disk(), new Wire(), new OpenAfterErase()));
  }

  /** By itself, for it takes a cluster each time. */
  @Test
  void nothingIsLeftOfErasedHalfKeysInTheMemoryOfMembers()
      throws IOException, InterruptedException {
    assumeFull();
    assertHolds(List.of(new Insider()));
  }

  private static void assumeFull() {
    Assumptions.assumeTrue(
        Boolean.getBoolean("mien.full"),
        "skipped: takes minutes; -Dmien.full=true runs it, and so does the profile attacks");
  }

  private void assertHolds(List<Attack> attacks) throws IOException, InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertTrue(attacks(printed, attacks).run(), () -> words(printed));
  }

  private Attacks attacks(ByteArrayOutputStream printed, List<Attack> attacks) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Attacks(out, new Setup(Weakness.NONE, false, 1, folder), attacks);
  }

  private static String words(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aWeaknessThatNothingFindsFailsTheBench() throws IOException, InterruptedException {
    Attack blind =
        new Attack() {
          @Override
          public String name() {
            return CapsuleLinker.NAME;
          }

          @Override
          public String attacker() {
            return "nothing";
          }

          @Override
          public List<Row> run(Setup setup) {
            return List.of(new Row(name(), "finds", "0", "0", "", Verdict.HELD));
          }
        };
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Setup setup = new Setup(Weakness.NONE, false, 1, folder);

    assertFalse(new Attacks(nowhere, setup, List.of(blind)).run());
    assertTrue(
        Files.readString(folder.resolve("report.md")).contains("but should let in [linker]"));
  }
}
