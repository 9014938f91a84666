/** What was done to a draft, so that it can be taken back, and done again after that. */
import { computed, signal } from './view.js';

const STEPS_MAX = 100;

/** Steps done, oldest first, and steps taken back, oldest first: `{label, before, after}`. */
const done = signal([]);
const takenBack = signal([]);

/** The words for what would be taken back next, or null. */
export const undoable = computed(() => done.value.at(-1)?.label ?? null);
export const redoable = computed(() => takenBack.value.at(-1)?.label ?? null);

/**
 * Remembers a step. Steps of the same `run`, such as keys pressed in one field, are one if nothing
 * else comes between.
 */
export function remember(step) {
  takenBack.value = [];
  const last = done.value.at(-1);
  if (step.run && last?.run === step.run) {
    done.value = [...done.value.slice(0, -1), { ...step, before: last.before }];
  } else {
    done.value = [...done.value, step].slice(-STEPS_MAX);
  }
}

/** Takes the newest step from `done`; it can be done again. */
export function stepBack() {
  const step = done.value.at(-1);
  if (!step) return null;
  done.value = done.value.slice(0, -1);
  takenBack.value = [...takenBack.value, step];
  return step;
}

/** Takes the newest step that was taken back; it can be taken back again. */
export function stepForward() {
  const step = takenBack.value.at(-1);
  if (!step) return null;
  takenBack.value = takenBack.value.slice(0, -1);
  done.value = [...done.value, { ...step, run: undefined }];
  return step;
}

/** Forgets all: another draft is worked on. */
export function forget() {
  done.value = [];
  takenBack.value = [];
}
