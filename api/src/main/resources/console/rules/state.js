/** How a segment stands: what a list and its page say of it in a word. */
import * as store from '../store.js';

/** Rules and title, as far as a change of them is one. */
const said = ({ title, rules, score }) => JSON.stringify([title, rules.map(({ name, text }) => [name, text]), score]);

/** The words for a segment of the outline, most urgent first: `{word, kind, why}`. */
export function stateOf(segment) {
  const row = store.reachOfSegments.value.get(segment.name);
  const before = store.segmentsInForce.value.get(segment.name);
  const findings = (segment.diagnostics ?? []).map((at) => store.outline.value.diagnostics[at]).filter(Boolean);
  const inDraft = store.draft.value !== null && store.outlineInForce.value !== null;
  const some = [
    findings.some(({ severity }) => severity === 'error') && { word: 'Error', kind: 'bad', why: 'The checker found an error in it' },
    inDraft && !before && { word: 'New', kind: 'calm', why: 'It is in this draft only' },
    inDraft && before && said(before) !== said(segment) && { word: 'Changed', kind: 'calm', why: 'It is not as it is in force' },
    segment.sensitive && { word: 'Sensitive', kind: 'sensitive', why: `It may tell something sensitive${typeof segment.sensitive === 'string' ? `: ${segment.sensitive}` : ''}. A second person has to agree.` },
    isTooFew(row) && { word: 'Too few', kind: 'warn', why: 'Too few visits are like this at present: visitors get the fallback, so that nobody is singled out' },
    isUnused(segment) && { word: 'Unused', why: 'No offer and no other segment asks for it' },
  ].filter(Boolean);
  return some.length ? some : [{ word: 'In force', why: 'Visitors are matched with it as it stands here' }];
}

export const isTooFew = (row) => row?.state === 'withheld' || row?.crowd === 'too-few';
export const isUnused = ({ usedBySlots, usedBySegments }) => !usedBySlots.length && !usedBySegments.length;
