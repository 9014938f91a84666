/** A small form by which a visitor says what is right, or says something for the first time. */
import { el, unseen } from './elements.js';

/** What a visitor enters, by the type of the attribute. */
const FIELDS = { choice, choices, flag, number, count, recency };

/** @param declared the attribute, as the policy has it */
export function createCorrection({ mien, words, declared, look }) {
  const { say, attribute } = words;
  const name = declared.attribute;
  const said = el('p', { class: 'said', role: 'status' });
  const summary = el('summary', { 'data-key': `correct-${name}` });
  const { fields, read, set } = FIELDS[declared.type](declared, words);
  const button = (does, attributes) =>
    el('button', { 'data-key': `${does}-${name}`, ...attributes }, say(`correct.${does}`), ' ', unseen(attribute(name)));
  const forget = button('forget', { type: 'button', onclick: () => send(null) });
  const form = el(
    'form',
    { autocomplete: 'off', onsubmit: save, oninput: () => (dirty = true) },
    fields,
    el('div', { class: 'row' }, button('save'), forget),
    said,
  );
  const node = el('details', { class: 'correct', 'data-key': `details-${name}` }, summary, form);
  let dirty = false;

  function save(event) {
    event.preventDefault();
    const value = read();
    if (value === null) said.textContent = say('correct.missing');
    else send(value);
  }

  /** @param value null: nothing of it is to be held */
  async function send(value) {
    said.textContent = say('correct.sending');
    const { ok, notices } = await mien.correct({ values: { [name]: value } });
    if (!ok || notices.length) {
      said.textContent = say(ok ? 'correct.refused' : 'unanswered');
      return;
    }
    dirty = false;
    await look();
    said.textContent = say('correct.saved');
  }

  /** Shows what is held, unless the visitor is about to say otherwise. */
  function sync(item) {
    const label = say(item ? 'correct.title' : 'correct.first');
    summary.replaceChildren(label, ' ', unseen(attribute(name)));
    forget.hidden = !item;
    if (!dirty) set(item?.value ?? '');
  }

  return { node, sync };
}

// ---- one of several, any of several --------------------------------------------------------------

function options({ attribute: name }, { attribute }, type, values, textOf = (value) => value) {
  const labels = values.map((value) =>
    el(
      'label',
      { class: 'option' },
      el('input', { type, name, value, 'data-key': `${name}-${value}` }),
      ' ',
      textOf(value),
    ),
  );
  const inputs = labels.map((label) => label.querySelector('input'));
  return {
    fields: el('fieldset', {}, el('legend', {}, attribute(name)), el('div', { class: 'options' }, labels)),
    chosen: () => inputs.filter(({ checked }) => checked).map(({ value }) => value),
    check: (those) => inputs.forEach((input) => (input.checked = those.includes(input.value))),
  };
}

function choice(declared, words) {
  const { fields, chosen, check } = options(declared, words, 'radio', declared.labels);
  return { fields, read: () => chosen()[0] ?? null, set: (value) => check([value]) };
}

function choices(declared, words) {
  const { fields, chosen, check } = options(declared, words, 'checkbox', declared.labels);
  return { fields, read: chosen, set: (value) => check(value.split(', ')) };
}

function flag(declared, words) {
  const textOf = (value) => words.say(`flag.${value}`);
  const { fields, chosen, check } = options(declared, words, 'radio', ['true', 'false'], textOf);
  const read = () => (chosen().length ? chosen()[0] === 'true' : null);
  return { fields, read, set: (value) => check([value]) };
}

// ---- numbers -------------------------------------------------------------------------------------

/** What is held is a range, so there is nothing to fill in beforehand. */
function entered({ attribute: name }, { attribute }, unit, attributes, factor = 1) {
  const input = el('input', { type: 'number', name, 'data-key': `${name}-number`, ...attributes });
  return {
    fields: el('label', {}, `${attribute(name)} (${unit}) `, input),
    read: () => (input.value === '' ? null : input.valueAsNumber * factor),
    set: () => (input.value = ''),
  };
}

function number(declared, words) {
  return entered(declared, words, declared.unit, { step: 'any' });
}

function count(declared, words) {
  return entered(declared, words, words.say('correct.times'), { min: 0, step: 1 });
}

function recency(declared, words) {
  return entered(declared, words, words.say('correct.minutes'), { min: 0, step: 1 }, 60);
}
