/** A small form by which a visitor says what is right, or says something for the first time. */
import { el } from './elements.js';

/** Whether this server and this client let a visitor say what an attribute is. */
export function isCorrectable(mien, declared) {
  return declared.provenance === 'declared' && declared.type in FIELDS && mien.signals !== undefined;
}

const FIELDS = { choice: choice, choices: choices, flag: flag, number: number };

/** @param declared the attribute, as the policy has it */
export function createCorrection({ mien, words, declared, look }) {
  const { say, attribute } = words;
  const name = declared.attribute;
  const said = el('p', { class: 'said', role: 'status' });
  const summary = el('summary', { 'data-key': `correct-${name}` });
  const { fields, read, set } = FIELDS[declared.type](declared, words);
  const form = el(
    'form',
    { autocomplete: 'off', onsubmit: send, oninput: () => (dirty = true) },
    fields,
    el('button', { 'data-key': `send-${name}` }, say('correct.save')),
    said,
  );
  const node = el('details', { class: 'correct', 'data-key': `details-${name}` }, summary, form);
  let dirty = false;

  async function send(event) {
    event.preventDefault();
    const value = read();
    if (value === null) {
      said.textContent = say('correct.missing');
      return;
    }
    said.textContent = say('correct.sending');
    const { ok, notices } = await mien.signals({ [name]: value });
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
    summary.replaceChildren(label, ' ', el('span', { class: 'unseen' }, attribute(name)));
    if (!dirty) set(item?.value ?? '');
  }

  return { node, sync };
}

function option(type, name, value, text) {
  return el('label', { class: 'option' }, el('input', { type, name, value, 'data-key': `${name}-${value}` }), ' ', text);
}

function group({ attribute: name }, { attribute }, type, values, textOf = (value) => value) {
  const options = values.map((value) => option(type, name, value, textOf(value)));
  const inputs = options.map((label) => label.querySelector('input'));
  const fields = el('fieldset', {}, el('legend', {}, attribute(name)), el('div', { class: 'options' }, options));
  return { fields, inputs, chosen: () => inputs.filter(({ checked }) => checked).map(({ value }) => value) };
}

function choice(declared, words) {
  const { fields, inputs, chosen } = group(declared, words, 'radio', declared.labels);
  return {
    fields,
    read: () => chosen()[0] ?? null,
    set: (value) => inputs.forEach((input) => (input.checked = input.value === value)),
  };
}

function choices(declared, words) {
  const { fields, inputs, chosen } = group(declared, words, 'checkbox', declared.labels);
  return {
    fields,
    read: chosen,
    set: (value) => inputs.forEach((input) => (input.checked = value.split(', ').includes(input.value))),
  };
}

function flag(declared, words) {
  const { say } = words;
  const { fields, inputs, chosen } = group(declared, words, 'radio', ['true', 'false'], (value) => say(`flag.${value}`));
  return {
    fields,
    read: () => (chosen().length ? chosen()[0] === 'true' : null),
    set: (value) => inputs.forEach((input) => (input.checked = input.value === value)),
  };
}

function number({ attribute: name, unit }, { attribute }) {
  const input = el('input', { type: 'number', step: 'any', name, 'data-key': `${name}-number` });
  return {
    fields: el('label', {}, attribute(name), unit ? ` (${unit}) ` : ' ', input),
    read: () => (input.value === '' ? null : input.valueAsNumber),
    set: () => (input.value = ''),
  };
}
