/** A segment while it is written: what the checker says of it as one types, and putting it into the draft. */
import { delayed, useEffect, useMemo, useRef, useState } from '../view.js';
import * as api from '../api.js';
import * as store from '../store.js';

const TRY_MILLIS = 150;
const PUT_MILLIS = 600;

/** What a segment of the outline says, in the form in which it is written. */
const begun = ({ name: own, title, rules, score }) => ({
  title: title ?? '',
  score,
  rules: score ? [] : rules.length
    ? rules.map(({ name, text, tree, words }) => ({ name: rules.length === 1 && name === own ? '' : name, text, tree, words }))
    : [{ name: '', text: '', tree: null, words: '' }],
});

/** What makes two states of a segment the same. */
const signature = ({ title, rules, score }) => JSON.stringify([title ?? '', rules.map(({ name, text }) => [name, text]), score && scoreOf(score)]);

/** A score as an edit puts it: numbers as they were typed, and no threshold that was left empty. */
export function scoreOf({ base, points = [], enter, leave, ...rest }) {
  const some = { base: String(base ?? ''), points: points.map((it) => ({ condition: it.condition, points: String(it.points) })), enter };
  return leave ? { ...some, leave, ...rest } : { ...some, ...rest };
}

/** A rule as the API takes it: as blocks or as text, whichever was written last. */
const sent = ({ text, tree, byBlocks }) => (byBlocks ? tree ?? '' : text);

/** The value that an edit puts: a score, or one rule without a name as `when`, or else `rules`. */
function valueOf({ title, rules, score }) {
  if (score) return { title, score: scoreOf(score) };
  if (rules.length === 1 && !rules[0].name) return { title, when: sent(rules[0]) };
  return { title, rules: Object.fromEntries(rules.map((rule) => [rule.name, sent(rule)])) };
}

/** Whether every rule has a name of its own, as several have to. */
export function namesAreSound(rules) {
  if (rules.length === 1 && !rules[0].name) return true;
  const names = rules.map(({ name }) => name);
  return names.every((name) => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) && new Set(names).size === names.length;
}

/**
 * @param segment as the outline has it
 * @returns `{writing, verdict, refusal, change}`: what is written, what the checker says of it, what
 *     kept it from the draft, and the way to write
 */
export function useWriting(segment) {
  const [writing, setWriting] = useState(() => store.keptInput(`segment/${segment.name}`) ?? begun(segment));
  const [verdict, setVerdict] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const now = useRef(writing);
  const known = useRef(signature(segment));
  const pending = useRef(0);
  const tries = useRef(null);

  const work = useMemo(() => {
    const attempt = delayed(TRY_MILLIS, async () => {
      tries.current?.abort();
      const stop = (tries.current = new AbortController());
      const tried = now.current;
      try {
        const answer = await api.trial({ ...place(), segment: { name: segment.name, ...valueOf(tried) } }, { signal: stop.signal });
        if (stop.signal.aborted) return;
        const done = completed(tried, answer);
        if (now.current === tried) show(done);
        setVerdict((before) => ({ ...before, diagnostics: answer.diagnostics }));
        if (!answer.diagnostics.some(({ severity }) => severity === 'error')) await play(done, stop.signal);
      } catch (failure) {
        if (failure.name !== 'AbortError') setRefusal(failure);
      }
    });
    /** What the rules come to for each persona; where the draft has errors, none can be played. */
    const play = async (some, signal) => {
      // It is tried again as soon as the draft is saved.
      if (store.saving.peek() === 'saving') return;
      if (!store.sound.peek()) {
        setVerdict((before) => ({ ...before, personas: null }));
        return;
      }
      const texts = { ...some, rules: some.rules.map((rule) => ({ ...rule, byBlocks: false })) };
      const { personas } = await api.personasTrial({ ...place(), segment: { name: segment.name, ...valueOf(texts) } }, { signal });
      if (!signal.aborted) setVerdict((before) => ({ ...before, personas }));
    };
    const put = delayed(PUT_MILLIS, async () => {
      const some = now.current;
      if (!namesAreSound(some.rules)) return;
      pending.current++;
      try {
        const outline = await store.edit([{ put: 'segment', name: segment.name, value: valueOf(some) }], `Changed ${some.title || segment.name}`, `segment/${segment.name}`);
        const after = outline.segments.find(({ name }) => name === segment.name);
        if (after) known.current = signature(after);
        if (now.current === some || sameWords(now.current, some)) store.dropInput(`segment/${segment.name}`);
        setRefusal(null);
      } catch (failure) {
        setRefusal(failure);
      } finally {
        pending.current--;
      }
    });
    const show = (next) => {
      now.current = next;
      setWriting(next);
    };
    return { attempt, put, show };
  }, [segment.name]);

  useEffect(() => {
    work.attempt();
    if (store.keptInput(`segment/${segment.name}`) && store.editable.value) work.put();
    return () => tries.current?.abort();
  }, [segment.name]);

  // What others changed, or undo brought back, takes the place of what is shown here.
  const outside = signature(segment);
  useEffect(() => {
    if (outside === known.current || pending.current) return;
    known.current = outside;
    work.show(begun(segment));
    work.attempt();
  }, [outside]);

  // A new revision may know other attributes and segments.
  const revision = store.draft.value?.revision;
  const sound = store.sound.value;
  useEffect(() => {
    if (revision !== undefined) work.attempt();
  }, [revision, sound]);

  const change = (next) => {
    work.show({ ...now.current, ...next });
    store.keepInput(`segment/${segment.name}`, now.current);
    work.attempt();
    work.put();
  };
  return { writing, verdict, refusal, change };
}

/** Where the checker finds the rest of the workspace: in the draft as it was saved last, or in what is in force. */
export const place = () => (store.draft.peek() ? { draft: store.draft.peek().draft } : {});

const sameWords = (one, other) => JSON.stringify(valueOf(one)) === JSON.stringify(valueOf(other));

/** Rules with what the checker knows of them: blocks for what was written, text for what was put together. */
function completed(writing, { rules: answers = [], conditions }) {
  if (writing.score && conditions) {
    const points = writing.score.points.map((it, at) => ({ ...it, words: conditions[at] ?? '' }));
    return { ...writing, score: { ...writing.score, points } };
  }
  const rules = writing.rules.map((rule, at) => {
    const answer = answers[at];
    if (!answer) return rule;
    return rule.byBlocks ? { ...rule, text: answer.text, words: answer.words } : { ...rule, tree: answer.tree, words: answer.words };
  });
  return { ...writing, rules };
}
