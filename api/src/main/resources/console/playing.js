/**
 * A visit that is made up to see what a visitor would get: signals, events in order, and consent.
 * Personas are such visits with a name, kept in the workspace.
 */
import * as store from './store.js';
import { isoOf, secondsOf, writtenOf } from './durations.js';

/** Nothing is known, and every purpose is agreed to. `consent` is null for that, or a list of purposes. */
export const NOTHING = { signals: {}, events: [], consent: null };

const SAYERS = ['visitor', 'site', 'client-hints'];

/** Whether a visit can say an attribute by itself; measures come from events. */
export const isSignal = ({ from }) => SAYERS.includes(from);

/** The visit of a persona. */
export const visitOf = ({ signals, events, consent }) => ({
  signals: { ...signals },
  events: (events ?? []).map(({ name, type, fields, after }) => ({ name: name ?? type, fields: { ...fields }, after: secondsOf(after) })),
  consent: consent ?? null,
});

/** What the API is asked about a visit. */
export const requestOf = ({ signals, events, consent }) => ({
  signals,
  events: events.map(({ name, fields, after }) => ({ type: name, fields, ...(after ? { after: isoOf(after) } : {}) })),
  ...(consent ? { consent: { purposes: consent } } : {}),
});

/**
 * Asks about the draft as it is here, or about what is in force. A draft that is saved need not be sent
 * again, unless somebody else has saved another meanwhile.
 *
 * @param call of the API
 */
export async function ask(call, body, options) {
  const draft = store.draft.value;
  if (!draft) return call(body, options);
  const here = { files: draft.files, ...body };
  if (store.saving.value !== 'saved') return call(here, options);
  try {
    return await call({ draft: draft.draft, revision: draft.revision, ...body }, options);
  } catch (refusal) {
    if (refusal.code !== 'draft-conflict') throw refusal;
    return call(here, options);
  }
}

/** What an edit says of a persona. */
export const personaOf = ({ title, expect, expectNot }, { signals, events, consent }) => ({
  title,
  ...(consent ? { consent } : {}),
  ...(Object.keys(signals).length ? { signals } : {}),
  ...(events.length ? { events: events.map(writtenEvent) } : {}),
  ...(expect?.length ? { expect } : {}),
  ...(expectNot?.length ? { expectNot } : {}),
});

const writtenEvent = ({ name, fields, after }) => ({
  name,
  ...(Object.keys(fields).length ? { fields } : {}),
  ...(after ? { after: writtenOf(after) } : {}),
});

/** Whether two visits say the same. */
export const isSame = (one, other) => JSON.stringify(personaOf({}, one)) === JSON.stringify(personaOf({}, other));

/** The kind of a field of an event: `{kind: 'choice', labels}`, `{kind: 'number', unit}` or `{kind: 'flag'}`. */
export function kindOf(field) {
  const labels = field.choice ?? field.labels;
  if (labels) return { kind: 'choice', labels };
  if (field.type === 'number' || 'number' in field) return { kind: 'number', unit: field.unit ?? field.number };
  return { kind: 'flag' };
}

/** The fields of an event as a list of `{name, kind, labels?, unit?}`. */
export function fieldsOf({ fields }) {
  const some = Array.isArray(fields) ? fields.map((it) => [it.name, it]) : Object.entries(fields ?? {});
  return some.map(([name, field]) => ({ name, ...kindOf(field) }));
}
