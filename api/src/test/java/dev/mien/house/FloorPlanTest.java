package dev.mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mien.segments.model.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The floor plan that README draws is the one the house is built on. */
class FloorPlanTest {
  private static final String RELEASE = "dev.mien.engine.release";
  private static final String ROOT = "dev.mien";
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Where time and randomness come in as arguments. */
  private static final String[] DECISION_PATH = {
    "dev.mien.segments..",
    "dev.mien.engine.signal..",
    "dev.mien.engine.vocabulary..",
    "dev.mien.engine.index..",
    "dev.mien.engine.membership..",
    "dev.mien.engine.decision..",
    "dev.mien.engine.explain..",
    "dev.mien.engine.privacy..",
  };

  @TestFactory
  Stream<DynamicTest> eachPackageImportsOnlyWhatThePlanAllows() throws IOException {
    return FloorPlan.ofReadme().rooms().entrySet().stream()
        .map(room -> dynamicTest(room.getKey(), () -> checkRoom(room.getKey(), room.getValue())));
  }

  private static void checkRoom(String room, Set<String> allowed) {
    Set<String> imported = new TreeSet<>();
    for (JavaClass each : CODE) {
      if (room(each).equals(room)) {
        each.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> isOurs(target) && !room(target).equals(room))
            .map(FloorPlanTest::room)
            .filter(target -> !allowed.contains(target))
            .map(target -> each.getSimpleName() + " imports " + target)
            .forEach(imported::add);
      }
    }
    assertEquals(Set.of(), imported, room + " imports what the plan does not allow");
  }

  @Test
  void thePlanListsEveryPackageAndNoOther() throws IOException {
    Set<String> built = new TreeSet<>();
    CODE.forEach(each -> built.add(room(each)));
    assertEquals(built, new TreeSet<>(FloorPlan.ofReadme().rooms().keySet()));
  }

  /** An import upwards would allow a cycle, so the plan cannot even be written with one. */
  @Test
  void aPlanWithAnImportUpwardsIsRefused() {
    List<String> lines = List.of("```floor-plan", "a <- b", "b", "```");
    assertThrows(IllegalArgumentException.class, () -> FloorPlan.parse(lines));
  }

  @Test
  void onlySessionsMakeFacts() {
    classes()
        .that()
        .implement(Facts.class)
        .should()
        .resideInAnyPackage("dev.mien.engine.session", "dev.mien.segments.reference")
        .because(
            "facts must have passed the consent gate; the interpreter only supposes what withheld"
                + " ones could be")
        .check(CODE);
  }

  @Test
  void hazelcastStaysInTheCluster() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mien.engine.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.hazelcast..")
        .check(CODE);
  }

  @Test
  void consentStringsAreReadInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mien.engine.iab..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.iabtcf..", "com.iab..")
        .check(CODE);
  }

  @Test
  void vertxStaysInTheApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mien.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .check(CODE);
  }

  @Test
  void onlyTheStoreAndTheDoctorSpeakToADatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.mien.engine.store..", "dev.mien.api.doctor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "com.zaxxer..",
            "org.flywaydb..",
            "org.postgresql..",
            "org.sqlite..")
        .check(CODE);
  }

  @Test
  void theDecisionPathTakesTimeAndRandomnessAsArguments() {
    noClasses()
        .that()
        .resideInAnyPackage(DECISION_PATH)
        .should()
        .accessTargetWhere(
            describe("reads a clock or draws from a global generator", FloorPlanTest::isGlobal))
        .check(CODE);
  }

  /** Sessions draw keys from a generator that is handed in, and read no clock either. */
  @Test
  void sessionsReadNoClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.mien.engine.session..")
        .should()
        .accessTargetWhere(
            describe("reads a clock or draws from a global generator", FloorPlanTest::isGlobal))
        .check(CODE);
  }

  /** Noise is drawn exactly, from bits that nobody can guess. */
  @Test
  void whatIsReleasedMeetsNoFloatingPointNumberAndNoOtherGenerator() {
    noClasses()
        .that()
        .resideInAPackage(RELEASE)
        .should()
        .dependOnClassesThat(
            describe("are generators that can be guessed", FloorPlanTest::isGuessable))
        .orShould()
        .accessTargetWhere(describe("reckons in floating-point numbers", FloorPlanTest::isFloating))
        .check(CODE);
    Set<String> floating = new TreeSet<>();
    for (JavaClass each : CODE) {
      if (each.getPackageName().equals(RELEASE)) {
        each.getMembers().stream()
            .filter(FloorPlanTest::tellsOfFloating)
            .forEach(member -> floating.add(member.getFullName()));
      }
    }
    assertEquals(Set.of(), floating);
  }

  @Test
  void definitionsAndDecisionsDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(DECISION_PATH)
        .should()
        .dependOnClassesThat(describe("do input or output", FloorPlanTest::isInputOrOutput))
        .check(CODE);
  }

  @Test
  void nobodyAsksForTheAddressOfACaller() {
    noClasses()
        .should()
        .accessTargetWhere(describe("asks for an address", FloorPlanTest::isAddress))
        .check(CODE);
  }

  @Test
  void everyPackageSaysWhatItMustNeverDo() throws IOException {
    Set<String> saying = new TreeSet<>();
    for (Path source : Repository.sources()) {
      if (source.endsWith("package-info.java") && Files.readString(source).contains("ust never")) {
        saying.add(packageOf(source));
      }
    }
    Set<String> silent = new TreeSet<>();
    CODE.forEach(each -> silent.add(each.getPackageName()));
    silent.removeAll(saying);
    assertEquals(Set.of(), silent);
  }

  private static String packageOf(Path source) {
    String file = source.toString().replace('\\', '/');
    String path = file.substring(file.indexOf("/java/") + "/java/".length());
    return path.substring(0, path.lastIndexOf('/')).replace('/', '.');
  }

  private static boolean isGlobal(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String owner = target.getOwner().getName();
    String name = target.getName();
    return (owner.equals(Instant.class.getName()) && name.equals("now"))
        || owner.equals(Clock.class.getName())
        || (owner.equals(InstantSource.class.getName()) && name.equals("system"))
        || (owner.equals("java.lang.System")
            && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
        || owner.equals("java.util.concurrent.ThreadLocalRandom")
        || (owner.equals("java.lang.Math") && name.equals("random"))
        || (owner.equals("java.util.Random") && name.equals("<init>"))
        || (owner.equals("java.security.SecureRandom") && name.equals("<init>"));
  }

  private static boolean isGuessable(JavaClass each) {
    return Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator",
            "java.lang.StrictMath")
        .contains(each.getName());
  }

  private static boolean isFloating(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    return Set.of("double", "float").contains(typeOf(target))
        || (target.getOwner().getName().equals("java.lang.Math")
            && Set.of("log", "exp", "sqrt", "pow", "random").contains(target.getName()));
  }

  private static String typeOf(AccessTarget target) {
    if (target instanceof AccessTarget.FieldAccessTarget field) {
      return field.getRawType().getName();
    }
    return target instanceof AccessTarget.CodeUnitAccessTarget code
        ? code.getRawReturnType().getName()
        : "";
  }

  private static boolean tellsOfFloating(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream()
        .anyMatch(type -> Set.of("double", "float").contains(type.getName()));
  }

  // A URI is a text; asking what is behind one needs another class of its package.
  private static boolean isInputOrOutput(JavaClass each) {
    String name = each.getName();
    return name.startsWith("java.nio.file.")
        || name.startsWith("java.nio.channels.")
        || (name.startsWith("java.net.") && !name.startsWith("java.net.URI"));
  }

  private static boolean isAddress(JavaAccess<?> access) {
    return Set.of("remoteAddress", "remoteName", "peerHost", "getRemoteAddress")
        .contains(access.getTarget().getName());
  }

  private static boolean isOurs(JavaClass each) {
    return each.getPackageName().equals(ROOT) || each.getPackageName().startsWith(ROOT + ".");
  }

  private static String room(JavaClass each) {
    return each.getPackageName()
        .substring(Math.min(ROOT.length() + 1, each.getPackageName().length()));
  }
}
