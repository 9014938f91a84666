package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names of one edition: where each stands in the model, and the stable id it has in capsules.
 * Built once per edition; immutable, for any number of threads.
 */
public final class Vocabulary {
  private final Model model;
  private final StableIds ids;
  private final Map<String, Integer> purposes;
  private final Map<String, Integer> attributes;
  private final Map<String, Integer> events;
  private final Map<String, Integer> slots;
  private final List<Map<String, Integer>> fields;
  private final List<Map<String, Integer>> labels;
  private final List<List<Map<String, Integer>>> fieldLabels;
  private final List<EventUse> uses;
  private final List<SlotIds> slotIds;
  private final int[] attributeIds;
  private final int[] purposeIds;
  private final int[] attributesById;
  private final int[] purposesById;
  private final int[] slotsBySubject;
  private final Map<Integer, Integer> audiencesBySubject;
  private final List<List<String>> experiments;
  private final Map<Integer, Integer> offersByExperiment;
  private final int[] goals;
  private final int goalsMark;
  private final Map<String, Integer> segments;
  private final int[] segmentIds;
  private final Map<Integer, Integer> segmentsById;
  private final SegmentUses segmentUses;
  private final long contextualPurposes;
  private final List<SegmentIdentity> segmentIdentities;
  private final List<ScoredSegment> scoredSegments;
  private final Map<Integer, ScoredSegment> scoredById;
  private final List<WatchedScore> watchedScores;
  private final Map<Integer, WatchedScore> watchedBySubject;
  private final List<CountedGrid> grids;
  private final int gridsId;

  private Vocabulary(Model model, StableIds ids) {
    this.model = model;
    this.ids = ids;
    Schema schema = model.schema();
    this.purposes = positions(schema.purposes(), purpose -> purpose.name().text());
    this.attributes = schema.attributePositions();
    this.events = positions(schema.events(), event -> event.name().text());
    this.slots = positions(model.slots(), slot -> slot.name().text());
    this.fields = new ArrayList<>();
    this.fieldLabels = new ArrayList<>();
    for (Event event : schema.events()) {
      fields.add(positions(event.fields(), Event.Field::name));
      fieldLabels.add(event.fields().stream().map(Labels::of).toList());
    }
    this.labels = schema.attributes().stream().map(one -> Labels.of(one.alphabet())).toList();
    this.uses = EventUse.all(schema);
    this.segmentIdentities = SegmentIdentities.of(model);
    this.experiments = Experiments.of(model, segmentIdentities);
    this.slotIds = SlotIds.all(model.slots(), experiments, ids);
    this.offersByExperiment = offersByExperiment(slotIds);
    this.goals = goals(schema.events());
    this.goalsMark = goalsMark(schema.events());
    this.attributeIds =
        schema.attributes().stream().mapToInt(one -> ids.of(Keys.attribute(schema, one))).toArray();
    this.purposeIds =
        schema.purposes().stream().mapToInt(one -> ids.of(Keys.purpose(one))).toArray();
    this.attributesById = positionsById(attributeIds);
    this.purposesById = positionsById(purposeIds);
    this.slotsBySubject = slotsBySubject(slotIds);
    this.segments = positions(model.segments(), segment -> segment.name().text());
    this.segmentIds =
        model.segments().stream().mapToInt(one -> ids.of(Keys.segment(one))).toArray();
    this.segmentsById = HashMap.newHashMap(segmentIds.length);
    for (int i = 0; i < segmentIds.length; i++) {
      segmentsById.put(segmentIds[i], i);
    }
    this.segmentUses = SegmentUses.of(model.segments());
    this.contextualPurposes = contextual(schema.purposes());
    this.scoredSegments = ScoredSegment.all(model.segments(), schema, segmentIds);
    this.scoredById = HashMap.newHashMap(scoredSegments.size());
    scoredSegments.forEach(one -> scoredById.put(one.id(), one));
    this.watchedScores = WatchedScore.all(this, segmentIdentities);
    this.watchedBySubject = HashMap.newHashMap(watchedScores.size());
    watchedScores.forEach(one -> watchedBySubject.put(one.subject(), one));
    this.audiencesBySubject = audiencesBySubject(model.slots(), slotIds, watchedScores);
    this.grids = CountedGrid.all(model);
    this.gridsId = grids.isEmpty() ? 0 : ids.of(Keys.grids(CountedGrid.meaning(model)));
  }

  /** The vocabulary of {@code model}; {@code ids} comes from {@link #extend}. */
  public static Vocabulary of(Model model, StableIds ids) {
    return new Vocabulary(model, ids);
  }

  /** The ids that {@code model} needs, added to those that {@code known} has. */
  public static StableIds extend(StableIds known, Model model) {
    return known.with(Keys.of(model));
  }

  public Model model() {
    return model;
  }

  public Schema schema() {
    return model.schema();
  }

  public StableIds ids() {
    return ids;
  }

  /** The position of a purpose, or -1. */
  public int purpose(String name) {
    return orMinusOne(purposes.get(name));
  }

  /** The position of a purpose, or -1. */
  public int purpose(PurposeName name) {
    return purpose(name.text());
  }

  /** The position of an attribute, or -1. */
  public int attribute(String name) {
    return orMinusOne(attributes.get(name));
  }

  /** The position of an event, or -1. */
  public int event(String name) {
    return orMinusOne(events.get(name));
  }

  /** The position of a field within the event at {@code event}, or -1. */
  public int field(int event, String name) {
    return orMinusOne(fields.get(event).get(name));
  }

  /** The position of a slot, or -1. */
  public int slot(String name) {
    return orMinusOne(slots.get(name));
  }

  /** The position of a segment, or -1. */
  public int segment(String name) {
    return orMinusOne(segments.get(name));
  }

  public Purpose purposeAt(int position) {
    return schema().purposes().get(position);
  }

  public Attribute attributeAt(int position) {
    return schema().attributes().get(position);
  }

  public Event eventAt(int position) {
    return schema().events().get(position);
  }

  /** The code of a label of the attribute at {@code attribute}, or -1. */
  public int label(int attribute, String text) {
    return orMinusOne(labels.get(attribute).get(text));
  }

  /** The code of a label of a field of the event at {@code event}, or -1. */
  public int fieldLabel(int event, int field, String text) {
    return orMinusOne(fieldLabels.get(event).get(field).get(text));
  }

  /** What the event at a position is good for. */
  public EventUse use(int event) {
    return uses.get(event);
  }

  /** The positions of the purposes that one request may be answered under without consent. */
  public long contextualPurposes() {
    return contextualPurposes;
  }

  public int attributeId(int position) {
    return attributeIds[position];
  }

  /** The position of the attribute with this id in this edition, or -1 if it has none. */
  public int attributeById(int id) {
    return id >= 0 && id < attributesById.length ? attributesById[id] : -1;
  }

  public int purposeId(int position) {
    return purposeIds[position];
  }

  /** The position of the purpose with this id in this edition, or -1 if it has none. */
  public int purposeById(int id) {
    return id >= 0 && id < purposesById.length ? purposesById[id] : -1;
  }

  /** What the segment at a position is known by across editions. */
  public SegmentIdentity segmentIdentity(int position) {
    return segmentIdentities.get(position);
  }

  public int segmentId(int position) {
    return segmentIds[position];
  }

  /** The position of the segment with this id in this edition, or -1 if it has none. */
  public int segmentById(int id) {
    return orMinusOne(segmentsById.get(id));
  }

  /** The scored segments, each at the place of its score. */
  public List<ScoredSegment> scoredSegments() {
    return scoredSegments;
  }

  /** The scored segment with this id, if this edition has it. */
  public Optional<ScoredSegment> scoredSegment(int id) {
    return Optional.ofNullable(scoredById.get(id));
  }

  /** The scores that are watched for what they predict. */
  public List<WatchedScore> watchedScores() {
    return watchedScores;
  }

  /** The watched score that has this id as one, if this edition has it. */
  public Optional<WatchedScore> watchedBySubject(int id) {
    return Optional.ofNullable(watchedBySubject.get(id));
  }

  /** The grids, each at its place. */
  public List<CountedGrid> grids() {
    return grids;
  }

  /** The id of all grids together, another once any of them is; 0 where there is none. */
  public int gridsId() {
    return gridsId;
  }

  /**
   * The positions of the segments that do not hold where those with these ids are dropped: they
   * themselves, and all that are built on them. So dropping never puts anybody into a segment.
   */
  public BitSet droppedWith(Collection<Integer> ids) {
    BitSet dropped = new BitSet();
    for (int id : ids) {
      int position = segmentById(id);
      if (position >= 0) {
        dropped.set(position);
      }
    }
    return dropped.isEmpty() ? dropped : segmentUses.closure(dropped);
  }

  public int slotId(int slot) {
    return slotIds.get(slot).slot();
  }

  /** The id of an offer, by the position of its slot and its place among that slot's offers. */
  public int offerId(int slot, int offer) {
    return slotIds.get(slot).offers().get(offer).offer();
  }

  /** The id of a variant, by the positions of its slot, of its offer there and of itself there. */
  public int variantId(int slot, int offer, int variant) {
    return slotIds.get(slot).offers().get(offer).variants().get(variant);
  }

  /**
   * The position of the slot that has this id, or one of whose offers has it, also as an
   * experiment, or -1.
   */
  public int slotBySubject(int id) {
    return id >= 0 && id < slotsBySubject.length ? slotsBySubject[id] : -1;
  }

  /** What an offer is known by as an experiment: 16 hexadecimal digits. */
  public String experiment(int slot, int offer) {
    return experiments.get(slot).get(offer);
  }

  /**
   * The id of an offer as an experiment: another once its segment or any of its variants changes.
   */
  public int experimentId(int slot, int offer) {
    return slotIds.get(slot).offers().get(offer).experiment();
  }

  /** The place of the offer that is this experiment among its slot's offers, or -1. */
  public int offerByExperiment(int id) {
    return orMinusOne(offersByExperiment.get(id));
  }

  /** The positions of the goals that outcomes are counted for, in the order of declaration. */
  public int[] goals() {
    return goals.clone();
  }

  /** The place of an event among the goals that outcomes are counted for, or -1. */
  public int goal(int event) {
    for (int place = 0; place < goals.length; place++) {
      if (goals[place] == event) {
        return place;
      }
    }
    return -1;
  }

  /**
   * A byte that is another where the goals are, but for one change in 256: by it a session knows
   * that what it has counted of goals was counted of these.
   */
  public int goalsMark() {
    return goalsMark;
  }

  /**
   * The position of the segment that the offer with this id is for, also as an experiment, or whose
   * watched score has it; none if neither has.
   */
  public OptionalInt audienceBySubject(int id) {
    Integer audience = audiencesBySubject.get(id);
    return audience == null ? OptionalInt.empty() : OptionalInt.of(audience);
  }

  public int slotId(Slot slot) {
    return ids(slot).slot();
  }

  public int offerId(Slot slot, Offer offer) {
    return ids(slot, offer).offer();
  }

  public int variantId(Slot slot, Offer offer, Variant variant) {
    int place = place(offer.variants(), Variant::name, variant.name());
    return ids(slot, offer).variants().get(place);
  }

  private SlotIds ids(Slot slot) {
    return slotIds.get(slot(slot.name().text()));
  }

  private SlotIds.OfferIds ids(Slot slot, Offer offer) {
    return ids(slot).offers().get(place(slot.offers(), Offer::name, offer.name()));
  }

  private static <T, N> int place(List<T> all, Function<T, N> name, N wanted) {
    int place = 0;
    while (!name.apply(all.get(place)).equals(wanted)) {
      place++;
    }
    return place;
  }

  private static <T> Map<String, Integer> positions(List<T> all, Function<T, String> name) {
    Map<String, Integer> positions = HashMap.newHashMap(all.size());
    for (int i = 0; i < all.size(); i++) {
      positions.put(name.apply(all.get(i)), i);
    }
    // Looked up for every name of every request, where the division of Map.of shows.
    return Collections.unmodifiableMap(positions);
  }

  private static int[] positionsById(int[] ids) {
    int[] positions = new int[Arrays.stream(ids).max().orElse(0) + 1];
    Arrays.fill(positions, -1);
    for (int i = 0; i < ids.length; i++) {
      positions[ids[i]] = i;
    }
    return positions;
  }

  private static int[] slotsBySubject(List<SlotIds> slotIds) {
    int greatest = 0;
    for (SlotIds slot : slotIds) {
      greatest = Math.max(greatest, slot.slot());
      for (SlotIds.OfferIds offer : slot.offers()) {
        greatest = Math.max(greatest, Math.max(offer.offer(), offer.experiment()));
      }
    }
    int[] slots = new int[greatest + 1];
    Arrays.fill(slots, -1);
    for (int i = 0; i < slotIds.size(); i++) {
      slots[slotIds.get(i).slot()] = i;
      for (SlotIds.OfferIds offer : slotIds.get(i).offers()) {
        slots[offer.offer()] = i;
        slots[offer.experiment()] = i;
      }
    }
    return slots;
  }

  private static Map<Integer, Integer> offersByExperiment(List<SlotIds> slotIds) {
    Map<Integer, Integer> offers = new HashMap<>();
    for (SlotIds slot : slotIds) {
      for (int i = 0; i < slot.offers().size(); i++) {
        offers.put(slot.offers().get(i).experiment(), i);
      }
    }
    return Map.copyOf(offers);
  }

  private static int[] goals(List<Event> events) {
    return IntStream.range(0, events.size())
        .filter(event -> events.get(event).goal() == Event.Role.GOAL)
        .limit(Learning.GOALS_MAX)
        .toArray();
  }

  private static int goalsMark(List<Event> events) {
    List<String> names =
        Arrays.stream(goals(events)).mapToObj(goal -> events.get(goal).name().text()).toList();
    return HexFormat.fromHexDigits(Meaning.digest(names.toString()), 0, 2);
  }

  private static Map<Integer, Integer> audiencesBySubject(
      List<Slot> slots, List<SlotIds> slotIds, List<WatchedScore> watched) {
    Map<Integer, Integer> audiences = new HashMap<>();
    watched.forEach(one -> audiences.put(one.subject(), one.segment()));
    for (int i = 0; i < slots.size(); i++) {
      List<Offer> offers = slots.get(i).offers();
      for (int j = 0; j < offers.size(); j++) {
        audiences.put(slotIds.get(i).offers().get(j).offer(), offers.get(j).audience());
        audiences.put(slotIds.get(i).offers().get(j).experiment(), offers.get(j).audience());
      }
    }
    return Map.copyOf(audiences);
  }

  private static long contextual(List<Purpose> purposes) {
    long contextual = 0;
    for (int i = 0; i < purposes.size(); i++) {
      if (purposes.get(i).legal() == Purpose.Basis.CONTEXTUAL) {
        contextual |= 1L << i;
      }
    }
    return contextual;
  }

  private static int orMinusOne(@Nullable Integer position) {
    return position == null ? -1 : position;
  }
}
