/**
 * Slots and their offers: in which order offers are asked, what they are called, and the edits that
 * change them.
 */

const PRIORITY_MAX = 999;
const STEP = 10;

const known = new WeakMap();

/** The slots of an outline, with what their authors left out: a slot without a title is called as it is. */
export function slotsOf(outline) {
  if (!known.has(outline)) known.set(outline, outline.slots.map(whole));
  return known.get(outline);
}

const whole = (slot) => ({
  ...slot,
  title: slot.title ?? slot.name,
  purposes: slot.purposes ?? [],
  types: slot.types ?? {},
  fallback: slot.fallback ?? {},
  offers: (slot.offers ?? []).map((offer, at, all) => ({ ...offer, variants: offer.variants ?? {}, endLine: (all[at + 1]?.line ?? slot.endLine + 1) - 1 })),
});

/**
 * How an edit says which offer is meant: by its name, for what cannot be read is not in the outline and
 * still has a place; only where two are called alike, by its place.
 */
export function offerAt({ offers }, index) {
  const called = ({ name, for: audience }) => name ?? audience;
  const alike = offers.filter((it) => called(it) === called(offers[index]));
  return alike.length === 1 ? { name: called(offers[index]) } : { index };
}

const beforeOffer = (slot, index) => {
  const { name = index } = offerAt(slot, index);
  return { before: name };
};

/**
 * The offers in the order they are asked: by priority, highest first, then as written. Each is
 * `{offer, index, key}`, `index` its place as written, and `key` a name that no other offer has.
 */
export function inOrder(slot) {
  const keys = keysOf(slot.offers);
  return slot.offers
    .map((offer, index) => ({ offer, index, key: keys[index] }))
    .sort((one, other) => priorityOf(other.offer) - priorityOf(one.offer) || one.index - other.index);
}

export const priorityOf = (offer) => Number(offer.priority ?? 0);

/** Whether the author gave the offer a name; else it is called as its segment is. */
export const isNamed = (offer) => offer.named ?? Boolean(offer.name && offer.name !== offer.for);

/** What offers are called, as the checker does it: an offer without a name is called as its segment, then `…-2`. */
function keysOf(offers) {
  const taken = new Set(offers.filter(isNamed).map(({ name }) => name));
  return offers.map((offer) => {
    if (isNamed(offer)) return offer.name;
    let key = offer.for ?? 'offer';
    for (let n = 2; taken.has(key); n++) key = `${offer.for}-${n}`;
    taken.add(key);
    return key;
  });
}

/** What an edit says of an offer: as its author would write it, without what the outline adds. */
export function valueOf(offer) {
  const { name, for: audience, variants, weights, learn, from, until } = offer;
  const value = { for: audience, variants };
  if (isNamed(offer)) value.name = name;
  if (priorityOf(offer)) value.priority = priorityOf(offer);
  if (weights && Object.keys(weights).length) value.weights = weights;
  if (learn) value.learn = learn;
  if (from) value.from = from;
  if (until) value.until = until;
  return value;
}

/**
 * The edits that let an offer be asked at another place.
 *
 * @param order as `inOrder` gives it
 * @param from where it is in this order
 * @param to where it is afterwards
 */
export function moving(slot, order, from, to) {
  const moved = order[from];
  const rest = order.filter((it) => it !== moved);
  const above = rest[to - 1];
  const below = rest[to];
  const priority = between(priorityOf(moved.offer), above && priorityOf(above.offer), below && priorityOf(below.offer));
  const edits = [];
  if (priority !== priorityOf(moved.offer)) {
    edits.push({ put: 'offer', slot: slot.name, ...offerAt(slot, moved.index), value: valueOf({ ...moved.offer, priority }) });
  }
  const before = below?.index ?? slot.offers.length;
  if (before !== moved.index && before !== moved.index + 1) {
    edits.push({ move: 'offer', slot: slot.name, ...offerAt(slot, moved.index), ...(below ? beforeOffer(slot, below.index) : {}) });
  }
  return edits;
}

/** A priority that is asked after `above` and before `below`; equal ones are asked as written. */
function between(own, above = Infinity, below = -Infinity) {
  if (own < above && own >= below) return own;
  if (above === Infinity) return Math.min(PRIORITY_MAX, below + STEP);
  if (below === -Infinity) return Math.max(0, above - STEP);
  return above - below > 1 ? Math.floor((above + below) / 2) : below;
}

/** The edit that adds an offer to be asked first. */
export function adding(slot, offer) {
  const [first] = inOrder(slot);
  const priority = first ? Math.min(PRIORITY_MAX, priorityOf(first.offer) + STEP) : STEP;
  return {
    put: 'offer',
    slot: slot.name,
    value: valueOf({ ...offer, priority }),
    ...(slot.offers.length ? { before: 0 } : {}),
  };
}

// ---- variants ----------------------------------------------------------------------------------

/** The share of an offer's sessions that each variant gets, by name. */
export function sharesOf({ variants = {}, weights }) {
  const names = Object.keys(variants);
  const given = weights && Object.keys(weights).length > 0;
  const weigh = (name) => (given ? Math.max(0, Number(weights[name]) || 0) : 1);
  const sum = names.reduce((total, name) => total + weigh(name), 0);
  return Object.fromEntries(names.map((name) => [name, sum ? weigh(name) / sum : 0]));
}

/** What speaks against the name of an offer or a variant; undefined if nothing does. */
export function nameTrouble(name, taken) {
  if (taken.includes(name)) return 'This name is taken here. Choose another.';
  if (name === 'fallback') return 'The fallback is called so. Choose another name.';
  return name && !/^[a-z]/.test(name) ? 'A name begins with a letter from a to z.' : undefined;
}

/** A name like `name` that is not among `taken`. */
export function freeName(name, taken) {
  let free = name;
  for (let n = 2; taken.includes(free); n++) free = `${name}-${n}`;
  return free;
}

/** The same entries in the same order, one of them under another name. */
export const renamed = (table, from, to) =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name === from ? to : name, value]));

export const without = (table, name) =>
  Object.fromEntries(Object.entries(table).filter(([each]) => each !== name));

// ---- findings ----------------------------------------------------------------------------------

/** What the checker found in a definition: by its own list of findings, or else by its lines. */
export function findingsOf(outline, { file, line, endLine, diagnostics }) {
  if (diagnostics) return diagnostics.map((at) => outline.diagnostics[at]).filter(Boolean);
  return outline.diagnostics.filter((it) => it.file === file && it.line >= line && it.line <= (endLine ?? line));
}

/** What was found in an offer alone, by its lines. */
export const findingsOfOffer = (findings, { line, endLine }) => findings.filter((it) => it.line >= line && it.line <= endLine);

/**
 * What was found in a value, which is known by its place: a finding is about the text that it points to.
 *
 * @param files of the draft, by name
 * @param written the value as it is written; undefined where nothing is
 */
export function findingIn(findings, files, written) {
  if (written === undefined) return undefined;
  return findings.find(({ file, line, column, endLine, endColumn }) => line === endLine && files[file]?.split('\n')[line - 1]?.slice(column - 1, endColumn - 1) === String(written));
}
