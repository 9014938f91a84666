package dev.mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What visitors send goes nowhere but where it has to: not into logs, metrics or dumps. */
class HygieneTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mien");

  /** Those that read what stands behind the question mark: one parameter each, by its name. */
  private static final Set<String> QUERY_READERS =
      Set.of(
          "dev.mien.api.access.OpenIdCalls",
          "dev.mien.api.decisions.Strictness",
          "dev.mien.api.workspace.AuditCalls",
          "dev.mien.api.workspace.CountsQuery",
          "dev.mien.api.workspace.PatternsCall");

  /** Those that see requests and log: that one failed, and why the store did. */
  private static final Set<String> SEE_REQUESTS_AND_LOG =
      Set.of("dev.mien.api.http.Listener", "dev.mien.api.http.Aside");

  private static final Pattern LOG_CALL =
      Pattern.compile("\\bLOG\\s*\\.\\s*(?:trace|debug|info|warn|error)\\(\\s*");
  private static final Pattern CONSTANT =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\]|\\\\.)*\")*\\s*[,)]");

  @Test
  void onlyNamedClassesReadQueryStrings() {
    noClasses()
        .that(describe("are not named here", each -> !QUERY_READERS.contains(outermost(each))))
        .should()
        .accessTargetWhere(describe("read a query string", HygieneTest::isQuery))
        .check(CODE);
  }

  private static boolean isQuery(JavaAccess<?> access) {
    return access.getTargetOwner().getName().startsWith("io.vertx.")
        && Set.of("query", "queryParam", "queryParams", "getParam", "params", "uri", "absoluteURI")
            .contains(access.getTarget().getName());
  }

  @Test
  void nobodyReadsWhatBrowserItIsOrWhereItComesFrom() throws IOException {
    List<String> reading = new ArrayList<>();
    for (Path source : mainSources()) {
      String text = Files.readString(source).toLowerCase(Locale.ROOT);
      for (String header :
          List.of("user-agent", "user_agent", "\"referer\"", "x-forwarded", "\"cookie\"")) {
        if (text.contains(header)) {
          reading.add(source.getFileName() + " names " + header);
        }
      }
    }
    assertEquals(List.of(), reading);
  }

  @Test
  void whoSeesRequestsDoesNotLog() {
    noClasses()
        .that(
            describe(
                "see requests and are not named here",
                each -> seesRequests(each) && !SEE_REQUESTS_AND_LOG.contains(outermost(each))))
        .should()
        .accessTargetWhere(
            describe("log", access -> access.getTargetOwner().getName().equals("org.slf4j.Logger")))
        .check(CODE);
  }

  private static boolean seesRequests(JavaClass each) {
    return each.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getName())
        .anyMatch(
            name ->
                Set.of(
                        "io.vertx.ext.web.RoutingContext",
                        "io.vertx.core.http.HttpServerRequest",
                        "dev.mien.api.json.JsonWalk",
                        "dev.mien.engine.signal.SignalReader",
                        "dev.mien.engine.DecideRequest")
                    .contains(name));
  }

  /** What varies stands in arguments, where it can be seen, and never in the message. */
  @Test
  void logMessagesAreConstant() throws IOException {
    List<String> varying = new ArrayList<>();
    int calls = 0;
    for (Path source : mainSources()) {
      String text = Files.readString(source);
      var call = LOG_CALL.matcher(text);
      while (call.find()) {
        calls++;
        if (!CONSTANT.matcher(text).region(call.end(), text.length()).lookingAt()) {
          varying.add(source.getFileName() + " at " + call.start());
        }
      }
    }
    assertTrue(calls > 20, "there are " + calls);
    assertEquals(List.of(), varying);
  }

  @Test
  void metersAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.mien.api.metrics..", "dev.mien.api.ops..")
        .should()
        .accessTargetWhere(
            describe(
                "make a meter",
                access ->
                    access.getTargetOwner().getName().startsWith("io.micrometer.")
                        && Set.of("builder", "tag", "tags", "register")
                            .contains(access.getTarget().getName())))
        .check(CODE);
  }

  @Test
  void memoryIsNeverWrittenToADisk() throws IOException {
    String pom = Files.readString(Repository.root().resolve("api/pom.xml"));
    assertTrue(pom.contains("-XX:-HeapDumpOnOutOfMemoryError"));
    assertTrue(pom.contains("-XX:-CreateCoredumpOnCrash"));
    for (String file : List.of("pom.xml", "api/pom.xml", "README.md")) {
      String text = Files.readString(Repository.root().resolve(file));
      assertTrue(!text.contains("-XX:+HeapDumpOnOutOfMemoryError"), file);
    }
  }

  private static List<Path> mainSources() throws IOException {
    return Repository.sources().stream()
        .filter(source -> source.toString().contains("/src/main/java/"))
        .filter(source -> !source.toString().contains("load-tests"))
        .toList();
  }

  private static String outermost(JavaClass each) {
    String name = each.getName();
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }
}
