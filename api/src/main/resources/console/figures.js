/** What was decided lately, as the node releases it, for pages that show figures beside definitions. */
import * as api from './api.js';
import { signal } from './view.js';

const FRESH_MILLIS = 60_000;

/** The last answer of `GET /counts` for 24 hours; null before there is one. */
export const figures = signal(null);

let readAt = 0;

/** Reads the figures, unless they were read a moment ago. Pages go on without them. */
export async function readFigures() {
  if (Date.now() - readAt < FRESH_MILLIS) return;
  readAt = Date.now();
  try {
    figures.value = await api.counts({});
  } catch {
    readAt = 0;
  }
}

/** Why a slot shows what it shows, in the order it is told. */
export const REASONS = {
  matched: { label: 'An offer', plot: 1 },
  fallback: { label: 'Nothing fitted', plot: 6 },
  'no-consent': { label: 'Not agreed', plot: 3 },
  'held-out': { label: 'Held out', plot: 2 },
  'too-few': { label: 'Too few alike', plot: 4 },
};

/**
 * What a slot was decided to show: numbers of all released rows, and the share of its fallback.
 * Margins add as those of independent noise do.
 *
 * @returns `{all, margin, byReason, fallbackShare, withheld}`, or null if nothing was released of it
 */
export function decisionsOf(counts, slot) {
  const rows = counts?.decisions.filter((it) => it.slot === slot) ?? [];
  const released = rows.filter(({ state }) => state === 'released');
  if (!released.length) return null;
  const byReason = {};
  let square = 0;
  for (const { reason, decisions, margin } of released) {
    byReason[reason] = (byReason[reason] ?? 0) + decisions;
    square += margin * margin;
  }
  const sum = Object.values(byReason).reduce((total, it) => total + it, 0);
  return {
    all: sum,
    margin: Math.round(Math.sqrt(square)),
    byReason,
    fallbackShare: sum > 0 ? Math.max(0, Math.min(1, 1 - (byReason.matched ?? 0) / sum)) : null,
    withheld: rows.length - released.length,
  };
}
