/** Durations: as workspaces write them, as the API does, and in seconds. */

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];
const WRITTEN = /^(\d+) (second|minute|hour|day)s?$/;
const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

/** Seconds of `2 minutes`; 0 if it is not a duration. */
export function secondsOf(text) {
  const [, count, unit] = WRITTEN.exec(text ?? '') ?? [];
  return count ? Number(count) * UNITS.find(([name]) => name === unit)[1] : 0;
}

/** Seconds as workspaces write them, in the largest unit that divides them. */
export function writtenOf(seconds) {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0 && seconds >= each) ?? UNITS.at(-1);
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Seconds as the API takes them. */
export const isoOf = (seconds) => `PT${seconds}S`;

/** Seconds of what the API says. */
export function secondsOfIso(text) {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = ISO.exec(text ?? '') ?? [];
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
