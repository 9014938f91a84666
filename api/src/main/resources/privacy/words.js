/** How the panel says things: the messages of one language, and its times, lengths and lists. */

/** The parts of an ISO 8601 duration that servers write, in seconds. */
const SECONDS = { D: 86_400, H: 3_600, M: 60, S: 1 };
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long an ISO 8601 duration of days and less is. */
export function seconds(duration) {
  const parts = [...duration.matchAll(/([\d.]+)([DHMS])/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit], 0);
}

/**
 * @param messages texts by name; `{place}` stands for a value, and a text that depends on a number
 *     is an object by plural category
 */
export function speaker(messages) {
  // Of two that speak the language, the visitor's own writes dates as the visitor does.
  const own = navigator.languages?.find((one) => one.split('-')[0] === messages.lang);
  const language = own ?? messages.lang;
  const plurals = new Intl.PluralRules(messages.lang);
  const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const all = new Intl.ListFormat(language, { type: 'conjunction' });
  const either = new Intl.ListFormat(language, { type: 'disjunction' });

  function say(name, values = {}) {
    let text = messages[name] ?? name;
    if (typeof text === 'object') text = text[plurals.select(values.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (_, place) => {
      const value = values[place];
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  }

  /** An instant as people say it: the time alone if it is today. */
  function moment(instant) {
    const date = new Date(instant);
    const today = day.format(date) === day.format(new Date());
    return today ? time.format(date) : dayAndTime.format(date);
  }

  return {
    say,
    language,
    number: (value) => numbers.format(value),
    all: (items) => all.format(items),
    either: (items) => either.format(items),

    moment,

    /** A text of the server's, with instants as people say them. */
    plain(text) {
      return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => moment(instant));
    },

    /** A length of time, in the largest unit that says it exactly. */
    length(duration) {
      const whole = typeof duration === 'number' ? duration : seconds(duration);
      const [unit, of] = UNITS.find(([, size]) => whole >= size && whole % size === 0) ?? UNITS[3];
      const style = { style: 'unit', unit, unitDisplay: 'long' };
      return new Intl.NumberFormat(language, style).format(whole / of);
    },

    /** What an attribute is called: by the messages, or else by its name. */
    attribute(name) {
      const words = messages.attributes?.[name] ?? name.replaceAll(/[_-]/g, ' ');
      return words[0].toUpperCase() + words.slice(1);
    },

    event: (name) => messages.events?.[name] ?? name.replaceAll(/[_-]/g, ' '),
  };
}
