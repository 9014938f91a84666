package dev.mien.engine.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.mien.engine.session.Handle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/** How Hazelcast is set up here. What matters is said, also where it is the default. */
final class MemberConfig {
  /** Two copies beside the owner's: in a cluster of three every look-up is local. */
  private static final int BACKUPS = 2;

  private static final int CALLS_AT_ONCE = 4;
  private static final int CALLS_WAITING_MAX = 256;

  private static final int MERGE_BATCH = 100;

  private static final int CONNECT_SECONDS = 1;
  private static final int JOIN_SECONDS = 3;

  private static final String NEVER_SECONDS = Long.toString(Duration.ofDays(10_000).toSeconds());

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          // The one address that was given, and not all that the machine has.
          Map.entry("hazelcast.socket.bind.any", "false"),
          // Whoever starts a node closes it, after the requests in flight.
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "10"),
          // A hung member is given up after 5 s; the default is a minute. One that was only busy is
          // thrown out for nothing now and then; it comes back by itself, and nothing is lost.
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
          Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
          Map.entry("hazelcast.operation.backup.timeout.millis", "1000"),
          // An erasure that a backup did not confirm must not be called done.
          Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
          Map.entry("hazelcast.invocation.retry.pause.millis", "50"),
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          // Never by itself: see Reunion. The second number is also how long a merge may prepare.
          Map.entry("hazelcast.merge.first.run.delay.seconds", NEVER_SECONDS),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "3"),
          // What is past its time leaves the memory within half a minute: every 5 s the whole of
          // 60 of the 271 partitions. By default it is a tenth of 3, so that it might never.
          // Half-keys have no such time: see Overdue.
          Map.entry("hazelcast.internal.map.expiration.task.period.seconds", "5"),
          Map.entry("hazelcast.internal.map.expiration.cleanup.operation.count", "60"),
          Map.entry("hazelcast.internal.map.expiration.cleanup.percentage", "100"));

  private MemberConfig() {}

  static Config of(Node.Settings settings) {
    var config = new Config();
    config.setClusterName(settings.cluster());
    PROPERTIES.forEach(config::setProperty);
    config.getMemberAttributeConfig().setAttribute(Foothold.FORM_ATTRIBUTE, LeaseBytes.FORM);
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    config
        .getManagementCenterConfig()
        .setConsoleEnabled(false)
        .setScriptingEnabled(false)
        .setDataAccessEnabled(false);
    config
        .getSerializationConfig()
        .addDataSerializableFactory(ClusterTypes.FACTORY, new ClusterTypes())
        .addSerializerConfig(
            new SerializerConfig().setTypeClass(Handle.class).setImplementation(new HandleBytes()))
        .addSerializerConfig(
            new SerializerConfig().setTypeClass(Lease.class).setImplementation(new LeaseBytes()))
        .setJavaSerializationFilterConfig(javaSerialization());
    network(config.getAdvancedNetworkConfig(), settings);
    config.addExecutorConfig(rollCall());
    config.addExecutorConfig(calls());
    config.addMapConfig(halfKeys());
    config.addMapConfig(
        counts(HazelcastCounts.VECTORS, HazelcastCounts.VECTORS_KEPT, VectorMerge.class));
    config.addMapConfig(
        counts(HazelcastCounts.BITMAPS, HazelcastCounts.BITMAPS_KEPT, BitmapMerge.class));
    config.addMapConfig(
        counts(HazelcastCounts.OUTCOMES, HazelcastCounts.VECTORS_KEPT, VectorMerge.class));
    config.addMapConfig(
        counts(HazelcastCounts.PATTERNS, HazelcastCounts.VECTORS_KEPT, VectorMerge.class));
    config.addMapConfig(promises());
    config.addMapConfig(
        counts(HazelcastCounts.CROWDS, HazelcastCounts.CROWDS_KEPT, TokensMerge.class));
    return config;
  }

  /** Members are all that is talked to: neither clients nor REST, which the simple form lets in. */
  private static void network(AdvancedNetworkConfig network, Node.Settings settings) {
    var endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(settings.port()).setPortAutoIncrement(false).setReuseAddress(true);
    // By default the system tries for minutes, ever more rarely, to reach a member through a cut
    // that
    // is long mended.
    endpoint.setSocketConnectTimeoutSeconds(CONNECT_SECONDS);
    endpoint.getInterfaces().setEnabled(true).addInterface(address(settings.host()));
    network.setEnabled(true).setMemberEndpointConfig(endpoint);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(settings.service().isEmpty() && !settings.peers().isEmpty())
        .setConnectionTimeoutSeconds(JOIN_SECONDS)
        .setMembers(settings.peers());
    settings
        .service()
        .ifPresent(
            name ->
                join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", name)
                    .setProperty("service-port", Integer.toString(settings.port())));
  }

  private static ExecutorConfig rollCall() {
    return new ExecutorConfig(RollCall.EXECUTOR).setPoolSize(2).setStatisticsEnabled(false);
  }

  /** Calls about editions may wait for one to be built; they are few. */
  private static ExecutorConfig calls() {
    return new ExecutorConfig(HazelcastEditionPeers.EXECUTOR)
        .setPoolSize(CALLS_AT_ONCE)
        .setQueueCapacity(CALLS_WAITING_MAX)
        .setStatisticsEnabled(false);
  }

  /** Without a time of Hazelcast's: see {@link Lease}, and {@link Overdue} for its end. */
  private static MapConfig halfKeys() {
    return new MapConfig(HazelcastHalfKeys.MAP)
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setBackupCount(BACKUPS)
        .setAsyncBackupCount(0)
        .setReadBackupData(true)
        .setNearCacheConfig(null)
        // How often a handle was looked up, and when, is nobody's business.
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false)
        .setMetadataPolicy(MetadataPolicy.OFF)
        .setEvictionConfig(
            new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.NONE)
                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                .setSize(Integer.MAX_VALUE))
        .setMergePolicyConfig(new MergePolicyConfig(EntryMerge.class.getName(), MERGE_BATCH));
  }

  /** One promise of a subject is as good as another, so either half of a split may keep its own. */
  private static MapConfig promises() {
    return new MapConfig(HazelcastPendingLeaves.MAP)
        .setInMemoryFormat(InMemoryFormat.BINARY)
        .setBackupCount(BACKUPS)
        .setAsyncBackupCount(0)
        .setNearCacheConfig(null)
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false)
        .setMetadataPolicy(MetadataPolicy.OFF)
        .setEvictionConfig(
            new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.NONE)
                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                .setSize(Integer.MAX_VALUE))
        .setMergePolicyConfig(
            new MergePolicyConfig(PutIfAbsentMergePolicy.class.getName(), MERGE_BATCH));
  }

  /** Counts are told again and again, so that one copy beside the owner's is enough. */
  private static MapConfig counts(
      String name, Duration kept, Class<? extends SplitBrainMergePolicy<?, ?, ?>> merge) {
    return new MapConfig(name)
        .setInMemoryFormat(InMemoryFormat.BINARY)
        .setBackupCount(1)
        .setAsyncBackupCount(0)
        .setNearCacheConfig(null)
        .setTimeToLiveSeconds((int) kept.toSeconds())
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false)
        .setMetadataPolicy(MetadataPolicy.OFF)
        .setEvictionConfig(
            new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.NONE)
                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                .setSize(Integer.MAX_VALUE))
        .setMergePolicyConfig(new MergePolicyConfig(merge.getName(), MERGE_BATCH));
  }

  /** Members send each other failures, and types of the JDK's and Hazelcast's own. */
  private static JavaSerializationFilterConfig javaSerialization() {
    return new JavaSerializationFilterConfig()
        .setDefaultsDisabled(true)
        .setWhitelist(
            new ClassFilter()
                .addPrefixes(
                    "com.hazelcast.",
                    "java.io.",
                    "java.lang.",
                    "java.net.",
                    "java.time.",
                    "java.util.",
                    "["));
  }

  private static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException _) {
      throw new IllegalArgumentException(
          "the cluster's host has to be an address or a name of this machine");
    }
  }
}
