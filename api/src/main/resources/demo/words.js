import { el } from '/privacy/elements.js';

/** How the demo says things. Everything reaches the page as text, never as markup. */
export { el };

const EUROS = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
const WHOLE_EUROS = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
});
const NUMBERS = new Intl.NumberFormat('en');
const TIMES = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAYS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });

export const euros = (amount) => EUROS.format(amount);
export const wholeEuros = (amount) => WHOLE_EUROS.format(amount);
export const number = (value) => NUMBERS.format(value);

/** An instant as people say it: the time alone if it is today. */
export function moment(instant) {
  const date = new Date(instant);
  const time = TIMES.format(date);
  return DAYS.format(date) === DAYS.format(new Date()) ? time : `${DAYS.format(date)}, ${time}`;
}

/** How long until an instant, for a countdown: `29:58`, `23 h`, `6 days`. */
export function left(instant) {
  const seconds = Math.max(0, Math.round((Date.parse(instant) - Date.now()) / 1000));
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 2 * 3_600) return `${Math.floor(seconds / 3_600)} hours`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What the attributes of the workspace are called here. */
const ATTRIBUTES = {
  device: 'Your device',
  referrer: 'Where you came from',
  interest: 'What you like',
  trip: 'What you plan',
  gift: 'Looking for a present',
  sale_views: 'Views of the sale',
  shoe_views: 'Views of shoes',
  last_category: 'Looked at last',
  basket_value: 'In the basket',
  sale_basket: 'Put in from the sale',
  last_help: 'Asked for help',
  sale_then_help: 'Sale, then a question about returns',
  size_doubts: 'Shoes, then a question about size',
};

export const attribute = (name) => ATTRIBUTES[name] ?? name.replaceAll('_', ' ');

const REASONS = {
  matched: 'matched',
  fallback: 'for everybody',
  'held-out': 'held out',
  'no-consent': 'no consent',
  'too-few': 'too few',
  'unknown-slot': 'unknown slot',
};

export const reason = (code) => REASONS[code] ?? code;

/** Why a slot shows what it shows, in a sentence. */
export function because(decision, title) {
  switch (decision.reason) {
    case 'matched':
      return `This visit is in “${title}”, so you see “${decision.variant}”.`;
    case 'fallback':
      return 'No segment asked for here holds. You see what everybody sees.';
    case 'held-out':
      return 'This visit is among the few that see the standard, so that one can tell whether all this helps.';
    case 'no-consent':
      return 'You have not allowed what it would take. You see what everybody sees.';
    case 'too-few':
      return 'Too few visits are like this one; anything else would single you out.';
    default:
      return 'There is no such slot.';
  }
}

const TRUTHS = { true: ['✓', 'true'], false: ['✗', 'false'], unknown: ['?', 'unknown'] };

/** A mark for true, false or unknown that does not rely on colour. */
export function truthMark(truth) {
  const [sign, word] = TRUTHS[truth] ?? TRUTHS.unknown;
  return el('span', { class: 'truth', title: word, role: 'img', 'aria-label': word }, sign);
}

/** Why something was left out, by the code of its notice. */
const LEFT_OUT = {
  'not-permitted': 'you have not allowed what it is for',
  'events-need-consent': 'nothing that happens is told without your consent',
  'session-not-kept': 'your session could not be reached in time',
  'unknown-signal': 'there is no such attribute',
  'unknown-label': 'that is none of the values it may have',
};

export const leftOut = (code) => LEFT_OUT[code] ?? code.replaceAll('-', ' ');
