/** How the console says things: numbers, times, states and refusals, once for all pages. */

const language = navigator.languages?.find((one) => one.startsWith('en')) ?? 'en';
const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
const rough = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const whole = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const lists = new Intl.ListFormat(language, { type: 'conjunction' });

export const number = (value) => numbers.format(value);
/** A number short enough for a tile: 12.3K. */
export const roughly = (value) => rough.format(value);
export const share = (value) => shares.format(value);
export const all = (items) => lists.format(items);
export const one = (count, singular, plural = `${singular}s`) =>
  `${number(count)} ${count === 1 ? singular : plural}`;
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** An instant as short as it can be said today: the time, the day, or the day with its year. */
export function moment(instant) {
  const date = new Date(instant);
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return clock.format(date);
  const form = date.getFullYear() === now.getFullYear() ? day : dayAndYear;
  return `${form.format(date)}, ${clock.format(date)}`;
}

/** The time of day, and the day alone. */
export const timeOf = (instant) => clock.format(new Date(instant));
export const dayOf = (instant) => day.format(new Date(instant));

/** An instant in full, for titles. */
export const fully = (instant) => whole.format(new Date(instant));

/** How long ago, or in how long. */
export function since(instant) {
  const seconds = (Date.parse(instant) - Date.now()) / 1000;
  const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity]];
  let left = seconds;
  for (const [unit, next] of steps) {
    if (Math.abs(left) < next) return unit === 'second' ? 'just now' : ago.format(Math.round(left), unit);
    left /= next;
  }
  return moment(instant);
}

/** A name such as `basket_value` or `bargain-hunters` as words. */
export const plain = (name) => capital(name.replaceAll(/[_-]+/g, ' ').trim());

/** A title as a name: lower case, with hyphens. */
export const nameOf = (title) =>
  title.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 64);

/** Reach as people say it, of a row of `GET /reach`. */
export function reachOf(row) {
  if (!row) return { text: '–', about: 'No figure yet: it is counted once it is in force.' };
  switch (row.state) {
    case 'released':
      return row.atLeast === undefined
        ? { text: number(row.sessions), margin: row.margin, about: `${number(row.sessions)} sessions in the last 24 hours, give or take ${number(row.margin)}` }
        : { text: `≥ ${number(row.atLeast)}`, about: `At least ${number(row.atLeast)} sessions in the last 24 hours` };
    case 'withheld':
      return { text: `< ${number(row.fewerThan)}`, about: `Fewer than ${number(row.fewerThan)} sessions: the number is withheld, so that nobody can be singled out` };
    case 'budget-exhausted':
      return { text: '–', about: 'No figure: the privacy budget is used up for now' };
    default:
      return { text: 'soon', about: 'No figure yet: an hour is released two minutes after it is over' };
  }
}

/** What a truth is called, and how it is marked. */
export const TRUTH = {
  true: { word: 'in', mark: '✓' },
  false: { word: 'not in', mark: '✗' },
  unknown: { word: 'not known', mark: '?' },
};

export const ROLES = {
  author: 'Author',
  publisher: 'Publisher',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

/** What the checker found in a field, as one sentence beside it. */
export const findingWords = ({ message, hint }) => `${capital(message)}${hint ? `: ${hint}` : ''}.`;

/** A refusal or another failure as a sentence for the page. */
export function failure(refusal) {
  if (refusal.code === 'permission-needed') return refusal.message || 'You may not do this. Ask somebody with another role.';
  return refusal.message || 'Something went wrong, and nothing was changed.';
}
