/** What can be asked of an attribute, by its type: the tests, and the values that they take. */

import { NEGATIVE } from './tree.js';

/** How tests are said. Some types say some of them in another way. */
const WORDS = {
  'is': 'is',
  'is not': 'is not',
  'in': 'is one of',
  'not in': 'is none of',
  'has any of': 'includes any of',
  'has all of': 'includes all of',
  'has none of': 'includes none of',
  'lacks some of': 'does not include all of',
  '>=': 'is at least',
  '>': 'is more than',
  '<=': 'is at most',
  '<': 'is less than',
  'between': 'is between',
  'is known': 'is known',
  'is unknown': 'is not known',
};
const AGO = { '>=': 'was at least … ago', '>': 'was more than … ago', '<=': 'was at most … ago', '<': 'was less than … ago', 'between': 'was between … ago' };

const KNOWN = ['is known', 'is unknown'];

/** Each test before those that are needed less often. */
const ORDER = Object.keys(WORDS);

/** The tests that an attribute takes: `{value, label}`; the one it has is among them, whatever it is. */
export function testsOf(attribute, now) {
  const some = tests(attribute);
  const words = attribute?.type === 'recency' ? { ...WORDS, ...AGO } : WORDS;
  return (some.includes(now) || !now ? some : [...some, now]).map((value) => ({ value, label: words[value] ?? value }));
}

/** What the outline says, and what only blocks know. Of a flag, "is no" says enough. */
function tests({ type, tests: some = ORDER } = {}) {
  const more = Object.keys(NEGATIVE).filter((it) => some.includes(NEGATIVE[it]));
  const all = [...some, ...more].filter((it) => type !== 'flag' || it !== 'is not');
  const first = PREFERRED[type] ?? [];
  return [...first, ...ORDER].filter((it, at, list) => all.includes(it) && list.indexOf(it) === at);
}

/** With which test a condition begins, where it is not the first of all. */
const PREFERRED = { number: ['>=', '<'], sum: ['>=', '<'], count: ['>=', '<'], recency: ['<', '>='] };

/** How many values a test takes: `none`, `one`, `two` or `some`. */
export function taking(test) {
  if (KNOWN.includes(test)) return 'none';
  if (test === 'between') return 'two';
  return ['in', 'not in', 'has any of', 'has all of', 'has none of', 'lacks some of'].includes(test) ? 'some' : 'one';
}

/** All values that an attribute can be compared with, or none if that cannot be said. */
export function valuesOf(attribute) {
  if (!attribute) return [];
  if (attribute.labels) return attribute.labels;
  if (attribute.edges?.length) return attribute.edges;
  if (attribute.type === 'flag' || (attribute.type === 'sequence' && !(attribute.upTo > 1))) return [true, false];
  if (attribute.upTo) return Array.from({ length: attribute.upTo + 1 }, (_, at) => at);
  return [];
}

/** A value that makes sense with this test, as near as can be to the one before. */
export function fitting(attribute, test, before) {
  const values = valuesOf(attribute);
  const list = before === undefined ? [] : [before].flat();
  const first = list[0] ?? values.find((value) => value !== 0) ?? values[0] ?? '';
  switch (taking(test)) {
    case 'none':
      return undefined;
    case 'one':
      return first;
    case 'two':
      return [first, list[1] ?? values[values.indexOf(first) + 1] ?? first];
    default:
      return list.length ? list : [first];
  }
}

export const wordOf = (value) => (value === true ? 'yes' : value === false ? 'no' : String(value).replaceAll('-', ' '));
