/**
 * When offers are on. Workspaces write days and moments; a day begins at midnight in the zone of the
 * workspace, and `until` is the first moment at which an offer is off.
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/;
const MINUTE = 60_000;
export const DAY_MILLIS = 86_400_000;

const language = navigator.languages?.find((one) => one.startsWith('en')) ?? 'en';
const forms = new Map();

/** A form of dates in a zone; browsers take long to make one, so each is made once. */
function form(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!forms.has(key)) forms.set(key, new Intl.DateTimeFormat(language, { timeZone: zone, ...options }));
  return forms.get(key);
}

/** The zone if browsers know it, else UTC. */
export function knownZone(zone) {
  try {
    form(zone, {});
    return zone;
  } catch {
    return 'UTC';
  }
}

/** The zone that dates of a workspace are in. */
export const zoneOf = (outline) => knownZone(outline.timezone ?? 'UTC');

// ---- between moments and what clocks show ------------------------------------------------------

/** What calendar and clock show in a zone: `{day: '2026-11-20', time: '08:30'}`. */
export function localOf(millis, zone) {
  const parts = form(zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .formatToParts(millis);
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** By how much a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(millis, zone) {
  const { day, time } = localOf(millis, zone);
  return Date.parse(`${day}T${time}Z`) - Math.floor(millis / MINUTE) * MINUTE;
}

/** The moment at which calendar and clock show this in a zone. */
export function momentAt(day, time, zone) {
  const guess = Date.parse(`${day}T${time || '00:00'}Z`);
  // The offset at the guess may be that of the other side of a change of clocks.
  const near = guess - offsetAt(guess, zone);
  return guess - offsetAt(near, zone);
}

/** Milliseconds of a day or a moment as it is written; null if it is neither. */
export function instantOf(written, zone) {
  if (DAY.test(written ?? '')) return momentAt(written, '00:00', zone);
  return MOMENT.test(written ?? '') ? Date.parse(written) : null;
}

/** How a day and a time are written: a day alone means its midnight; undefined if there is no day. */
export function written(day, time, zone) {
  if (!day) return undefined;
  if (!time || time === '00:00') return day;
  const minutes = offsetAt(momentAt(day, time, zone), zone) / MINUTE;
  const two = (count) => String(count).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${day}T${time}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Some days later, by the calendar. */
export const daysLater = (day, count) =>
  new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MILLIS).toISOString().slice(0, 10);

// ---- in words ----------------------------------------------------------------------------------

/** A moment for people: the day, and the time if it is not midnight. */
export function sayMoment(millis, zone, { year = false } = {}) {
  const { time } = localOf(millis, zone);
  const day = form(zone, { weekday: 'short', day: 'numeric', month: 'short', ...(year ? { year: 'numeric' } : {}) }).format(millis);
  return time === '00:00' ? day : `${day}, ${time}`;
}

/** The last day that something is on which ends at `until`. */
export const sayLastDay = (until, zone) =>
  form(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(until - 1);

export const sayMonth = (day) => form('UTC', { month: 'long', year: 'numeric' }).format(Date.parse(`${day}T12:00Z`));
export const sayDay = (day) =>
  form('UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${day}T12:00Z`));
export const sayShortDay = (day) => form('UTC', { day: 'numeric', month: 'short' }).format(Date.parse(`${day}T12:00Z`));

// ---- schedules ---------------------------------------------------------------------------------

/**
 * The schedule of an offer: `{from, until}` in milliseconds or null, and `state`: `always`, `coming`,
 * `on`, `over` or `never`, which is one that ends before it begins.
 */
export function scheduleOf(offer, zone, now = Date.now()) {
  const from = instantOf(offer.from, zone);
  const until = instantOf(offer.until, zone);
  return { from, until, state: stateOf(from, until, now) };
}

function stateOf(from, until, now) {
  if (from === null && until === null) return 'always';
  if (from !== null && until !== null && until <= from) return 'never';
  if (until !== null && until <= now) return 'over';
  return from !== null && from > now ? 'coming' : 'on';
}

/** A schedule in a few words, with the kind of badge that fits it. */
export function sayState({ from, until, state }, zone) {
  switch (state) {
    case 'always':
      return { kind: undefined, text: 'Always on' };
    case 'coming':
      return { kind: 'calm', text: `From ${sayMoment(from, zone)}` };
    case 'on':
      return until === null ? { kind: 'good', text: 'On now' } : { kind: 'good', text: `On until ${sayMoment(until, zone)}` };
    case 'over':
      return { kind: 'warn', text: `Over since ${sayMoment(until, zone)}` };
    default:
      return { kind: 'bad', text: 'Never on' };
  }
}
