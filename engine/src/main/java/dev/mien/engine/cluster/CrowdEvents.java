package dev.mien.engine.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import dev.mien.engine.crowd.CrowdKey;
import dev.mien.engine.crowd.Tokens;
import java.util.function.BiConsumer;

/** Hears of each crowd that has grown, on whichever member, and passes it on. */
final class CrowdEvents
    implements EntryAddedListener<byte[], byte[]>,
        EntryUpdatedListener<byte[], byte[]>,
        EntryMergedListener<byte[], byte[]> {
  private final BiConsumer<CrowdKey, Tokens> listener;

  CrowdEvents(BiConsumer<CrowdKey, Tokens> listener) {
    this.listener = listener;
  }

  @Override
  public void entryAdded(EntryEvent<byte[], byte[]> event) {
    heard(event);
  }

  @Override
  public void entryUpdated(EntryEvent<byte[], byte[]> event) {
    heard(event);
  }

  @Override
  public void entryMerged(EntryEvent<byte[], byte[]> event) {
    heard(event);
  }

  private void heard(EntryEvent<byte[], byte[]> event) {
    listener.accept(CountBytes.crowdKey(event.getKey()), Tokens.of(event.getValue()));
  }
}
