package dev.mien.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.api.config.Setting.Sight;
import dev.mien.api.config.Settings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests are ones that Kubernetes takes, and they fit each other and the settings. */
class ManifestsTest {
  private static final Path FOLDER = Path.of("src/deploy/kubernetes");
  private static final Map<String, String> LABELS =
      Map.of("app.kubernetes.io/name", "mien", "app.kubernetes.io/component", "node");

  /** After the drain a node has so long before it ends itself; see Server. */
  private static final Duration AFTER_DRAIN = Duration.ofSeconds(30);

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Secret", Secret.class,
          "v1 Service", Service.class,
          "apps/v1 StatefulSet", StatefulSet.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  /** The models keep fields they do not know in a bag; here an unknown one is an error. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated any) {
                  return false;
                }
              });

  private static JsonNode[] documents(Path file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (Object each :
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
      documents.add(STRICT.valueToTree(each));
    }
    return documents.toArray(new JsonNode[0]);
  }

  private static HasMetadata parse(JsonNode document) throws IOException {
    String kind = document.get("apiVersion").asText() + " " + document.get("kind").asText();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null) {
      throw new IOException("no model for " + kind);
    }
    return STRICT.treeToValue(document, type);
  }

  private static List<HasMetadata> all() throws IOException {
    List<HasMetadata> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          for (JsonNode document : documents(file)) {
            all.add(parse(document));
          }
        }
      }
    }
    return all;
  }

  private static <T> List<T> all(Class<T> type) throws IOException {
    return all().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T> T only(Class<T> type) throws IOException {
    List<T> found = all(type);
    assertEquals(1, found.size(), type.getSimpleName());
    return found.getFirst();
  }

  private static PodSpec pod() throws IOException {
    return only(StatefulSet.class).getSpec().getTemplate().getSpec();
  }

  private static Container container() throws IOException {
    assertEquals(1, pod().getContainers().size());
    return pod().getContainers().getFirst();
  }

  private static Map<String, Integer> ports() throws IOException {
    return container().getPorts().stream()
        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
  }

  private static Configuration configuration() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.putAll(only(ConfigMap.class).getData());
    environment.putAll(only(Secret.class).getStringData());
    container().getEnv().forEach(variable -> environment.put(variable.getName(), "10.1.2.3"));
    Reading reading = Configuration.read(environment, Optional.empty());
    return assertInstanceOf(Reading.Accepted.class, reading, reading.toString()).configuration();
  }

  @Test
  void everyManifestIsOneThatKubernetesKnowsToTheLastField() throws IOException {
    assertEquals(10, all().size());
    for (HasMetadata each : all()) {
      assertFalse(each.getMetadata().getName().isBlank());
      assertEquals("mien", each.getMetadata().getLabels().get("app.kubernetes.io/name"));
    }
  }

  @Test
  void anUnknownFieldIsNoticed() throws IOException {
    JsonNode wrong =
        STRICT.readTree(
            """
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"selektor": {}}}
            """);
    assertThrows(UnrecognizedPropertyException.class, () -> parse(wrong));
  }

  @Test
  void theListOfResourcesIsAllFilesButTheTemplateOfTheSecret() throws IOException {
    Set<String> listed = new TreeSet<>();
    documents(FOLDER.resolve("kustomization.yaml"))[0]
        .get("resources")
        .forEach(name -> listed.add(name.asText()));
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.forEach(file -> there.add(file.getFileName().toString()));
    }
    there.removeAll(Set.of("kustomization.yaml", "secret.yaml"));
    assertEquals(there, listed);
  }

  /** A configuration is only read if every name is one of a setting, and every value fits it. */
  @Test
  void settingsExistAndTheirValuesFit() throws IOException {
    Configuration configuration = configuration();
    assertEquals(Path.of("/data"), configuration.of(Settings.DATA_DIR));
    assertTrue(configuration.of(Settings.JDBC_URL).isPresent());
    Set<String> secret = only(Secret.class).getStringData().keySet();
    for (var setting : Settings.ALL) {
      if (secret.contains(setting.name())) {
        assertFalse(only(ConfigMap.class).getData().containsKey(setting.name()), setting.name());
      } else {
        assertFalse(
            setting.sight() == Sight.SECRET
                && only(ConfigMap.class).getData().containsKey(setting.name()),
            setting.name() + " belongs into the secret");
      }
    }
  }

  @Test
  void portsAreTheOnesThatTheNodeListensOn() throws IOException {
    Configuration configuration = configuration();
    assertEquals(
        Map.of(
            "public", configuration.of(Settings.HTTP_PORT),
            "admin", configuration.of(Settings.ADMIN_PORT),
            "member", configuration.of(Settings.CLUSTER_PORT)),
        ports());
    for (Service service : all(Service.class)) {
      for (ServicePort port : service.getSpec().getPorts()) {
        assertTrue(ports().containsKey(port.getTargetPort().getStrVal()), service.toString());
      }
    }
  }

  @Test
  void everySelectorSelectsThePods() throws IOException {
    StatefulSet set = only(StatefulSet.class);
    assertEquals(LABELS, set.getSpec().getTemplate().getMetadata().getLabels());
    assertEquals(LABELS, set.getSpec().getSelector().getMatchLabels());
    for (Service service : all(Service.class)) {
      assertEquals(LABELS, service.getSpec().getSelector());
    }
    assertEquals(LABELS, only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
    assertEquals(LABELS, only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
    pod()
        .getTopologySpreadConstraints()
        .forEach(each -> assertEquals(LABELS, each.getLabelSelector().getMatchLabels()));
    assertEquals(2, pod().getTopologySpreadConstraints().size());
  }

  @Test
  void membersFindEachOtherByTheHeadlessService() throws IOException {
    Service members =
        all(Service.class).stream()
            .filter(service -> "None".equals(service.getSpec().getClusterIP()))
            .findFirst()
            .orElseThrow();
    assertEquals(
        members.getMetadata().getName(), only(StatefulSet.class).getSpec().getServiceName());
    assertTrue(
        members.getSpec().getPublishNotReadyAddresses(),
        "a node is ready only after it has found the others");
    String name = only(ConfigMap.class).getData().get("MIEN_CLUSTER_KUBERNETES");
    assertEquals(
        members.getMetadata().getName()
            + "."
            + only(Namespace.class).getMetadata().getName()
            + ".svc.cluster.local",
        name);
  }

  @Test
  void probesAskTheAdminListener() throws IOException {
    Map<String, Probe> probes =
        Map.of(
            "/health/live", container().getLivenessProbe(),
            "/health/ready", container().getReadinessProbe());
    probes.forEach(
        (path, probe) -> {
          assertEquals(path, probe.getHttpGet().getPath());
          assertEquals(new IntOrString("admin"), probe.getHttpGet().getPort());
        });
    assertEquals("/health/live", container().getStartupProbe().getHttpGet().getPath());
    Map<String, String> notes =
        only(StatefulSet.class).getSpec().getTemplate().getMetadata().getAnnotations();
    assertEquals("" + ports().get("admin"), notes.get("prometheus.io/port"));
    assertEquals("/metrics", notes.get("prometheus.io/path"));
  }

  @Test
  void aNodeHasTheTimeToStopThatItMayTake() throws IOException {
    Configuration configuration = configuration();
    Duration notice = configuration.of(Settings.DRAIN_NOTICE);
    Duration stop = notice.plus(configuration.of(Settings.DRAIN)).plus(AFTER_DRAIN);
    Duration grace = Duration.ofSeconds(pod().getTerminationGracePeriodSeconds());
    assertTrue(grace.compareTo(stop) > 0, grace + " is not more than " + stop);
    Probe ready = container().getReadinessProbe();
    Duration seen =
        Duration.ofSeconds((long) ready.getPeriodSeconds() * ready.getFailureThreshold());
    assertTrue(notice.compareTo(seen.multipliedBy(2)) > 0, "a stop is noticed in time");
  }

  @Test
  void aPodMayDoAsLittleAsItCan() throws IOException {
    assertTrue(pod().getSecurityContext().getRunAsNonRoot());
    assertEquals(10_001L, pod().getSecurityContext().getRunAsUser());
    assertEquals("RuntimeDefault", pod().getSecurityContext().getSeccompProfile().getType());
    assertFalse(pod().getAutomountServiceAccountToken());
    var context = container().getSecurityContext();
    assertTrue(context.getReadOnlyRootFilesystem());
    assertFalse(context.getAllowPrivilegeEscalation());
    assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
    assertEquals(
        Set.of("/data", "/tmp"),
        container().getVolumeMounts().stream()
            .map(mount -> mount.getMountPath())
            .collect(Collectors.toSet()));
    assertEquals(
        container().getResources().getRequests().get("memory"),
        container().getResources().getLimits().get("memory"));
  }

  @Test
  void copiesOfHalfKeysOutliveScalingAndDraining() throws IOException {
    assertEquals(new IntOrString(1), only(PodDisruptionBudget.class).getSpec().getMaxUnavailable());
    HorizontalPodAutoscaler scaler = only(HorizontalPodAutoscaler.class);
    assertEquals("StatefulSet", scaler.getSpec().getScaleTargetRef().getKind());
    assertEquals(
        only(StatefulSet.class).getMetadata().getName(),
        scaler.getSpec().getScaleTargetRef().getName());
    assertTrue(scaler.getSpec().getMinReplicas() >= 3, "every half-key three times");
    var down = scaler.getSpec().getBehavior().getScaleDown().getPolicies();
    assertEquals(1, down.size());
    assertEquals(1, down.getFirst().getValue(), "one at a time");
  }

  @Test
  void onlyMembersReachTheMemberPort() throws IOException {
    NetworkPolicy policy = only(NetworkPolicy.class);
    assertEquals(List.of("Ingress", "Egress"), policy.getSpec().getPolicyTypes());
    for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
      List<Integer> open =
          rule.getPorts().stream().map(port -> port.getPort().getIntVal()).toList();
      if (open.contains(ports().get("member"))) {
        assertEquals(1, open.size());
        assertEquals(1, rule.getFrom().size());
        assertEquals(LABELS, rule.getFrom().getFirst().getPodSelector().getMatchLabels());
      }
      if (open.contains(ports().get("admin"))) {
        assertFalse(rule.getFrom().isEmpty(), "the admin port is not for everybody");
      }
    }
    assertEquals(3, policy.getSpec().getIngress().size());
    Set<Integer> out =
        policy.getSpec().getEgress().stream()
            .flatMap(rule -> rule.getPorts().stream())
            .map(port -> port.getPort().getIntVal())
            .collect(Collectors.toSet());
    assertEquals(Set.of(53, 5432, ports().get("member")), out);
  }
}
