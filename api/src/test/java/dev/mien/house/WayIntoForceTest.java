package dev.mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.Publications;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No call has a way into force of its own: there the rule about the second person stands. */
class WayIntoForceTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mien");

  /** Those that publish to nobody, or before anybody can call: a replay, and the demo's start. */
  private static final Set<String> OTHERS =
      Set.of(
          "dev.mien.api.replay.Rig",
          "dev.mien.api.simulate.Stage",
          "dev.mien.api.DemoCommand",
          "dev.mien.api.DemoHistory");

  @Test
  void onlyPublicationsPublishes() {
    noClasses()
        .that(
            describe(
                "are not named here",
                each ->
                    !OTHERS.contains(each.getName().split("\\$", 2)[0])
                        && !each.isEquivalentTo(Publications.class)
                        && !each.isEquivalentTo(Editions.class)))
        .should()
        .accessTargetWhere(
            describe(
                "publish",
                access ->
                    access.getTargetOwner().isEquivalentTo(Editions.class)
                        && access.getTarget().getName().equals("publish")))
        .check(CODE);
  }

  /** A draft that is due is taken by what publishes it, and by nothing else. */
  @Test
  void onlySchedulesTakesWhatIsDue() {
    noClasses()
        .that(
            describe(
                "are not of the schedules",
                each -> !each.getName().startsWith("dev.mien.engine.workspace.Schedules")))
        .should()
        .accessTargetWhere(
            describe(
                "take what is due",
                access ->
                    access.getTargetOwner().isEquivalentTo(Drafts.class)
                        && access.getTarget().getName().equals("claim")))
        .check(CODE);
  }
}
