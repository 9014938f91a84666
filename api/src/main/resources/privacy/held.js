/** What is held of this visit, in words, line by line; each line can be put right. */
import { createCorrection } from './correct.js';
import { download, el, unseen } from './elements.js';

export function createHeld({ mien, words, state, heading, keeping, look }) {
  const { say, moment, plain, attribute } = words;
  const body = el('div', {});
  const said = el('p', { class: 'said', role: 'status' });
  const again = el('button', { type: 'button', 'data-key': 'again', onclick: lookAgain }, say('held.again'));
  const node = el(
    'section',
    { 'aria-labelledby': 'held-title' },
    heading('held'),
    body,
    el('div', { class: 'row' }, again, said),
  );
  const left = el('p', { class: 'said', role: 'status' });
  const corrections = new Map(); // by attribute, so that what is half entered outlives an answer

  async function lookAgain() {
    left.textContent = '';
    said.textContent = say('held.looking');
    const seen = await look();
    said.textContent = seen ? say('held.seen', { at: moment(Date.now()) }) : say('held.unseen');
  }

  const titleOf = (name) =>
    state.policy?.purposes.find(({ purpose }) => purpose === name)?.title ?? name;

  function update() {
    keeping(body, () => body.replaceChildren(...drawn()));
  }

  function drawn() {
    if (state.view === undefined) return [el('p', {}, say(state.failed ? 'held.failed' : 'held.looking'))];
    const warning = state.failed ? [el('p', { class: 'warning' }, say('held.stale'))] : [];
    return [...warning, tally(), ...(state.view ? everything(state.view) : []), ...receipt()];
  }

  // ---- the two halves --------------------------------------------------------------------------

  function tally() {
    const { view, erased } = state;
    const now = view ? 'held' : erased ? 'erased' : 'none';
    const values = {
      count: mien.held?.capsule.length ?? 0,
      host: location.host,
      until: view ? moment(view.expires) : '',
    };
    const half = (side) =>
      el(
        'div',
        { class: `half ${side}` },
        el('p', { class: 'where' }, say(`tally.${side}`)),
        el('p', { class: 'what' }, say(`tally.${side}.${now}`)),
        el('p', {}, say(`tally.${side}.${now}.text`, values)),
      );
    return el(
      'div',
      { class: 'together' },
      el('div', { class: 'tally', 'data-now': now }, half('browser'), half('server')),
      el('p', { class: 'lead' }, say(`tally.${now}`, values)),
    );
  }

  // ---- what the visitor has in hand ------------------------------------------------------------

  /** The visitor's own copy of what was agreed to, where the client keeps one. */
  function receipt() {
    const kept = mien.receipts.consent;
    if (!kept) return [];
    return [
      heading('held.receipt', 1),
      el('p', {}, say('held.receipt.text')),
      el(
        'div',
        { class: 'row' },
        download('mien-consent.json', JSON.stringify(kept, null, 2), say('held.receipt.save')),
      ),
    ];
  }

  // ---- line by line ----------------------------------------------------------------------------

  function everything(view) {
    const parties = mien.globalPrivacyControl ? [] : view.consent;
    const recipients = parties.flatMap(({ thirdParties, title }) =>
      thirdParties.map((party) => line(party, '', [say('held.shared', { purpose: title })])),
    );
    return [
      ...known(view),
      ...declarable(view),
      ...list('held.segments', view.segments.map(segment), say('held.segments.none')),
      ...list('held.dropped', view.dropped.map(dropped)),
      left,
      ...list('held.recipients', recipients, say('held.recipients.none')),
      ...list('held.assignments', view.assignments.map(({ subject, choice }) => line(subject, choice, []))),
      ...list('held.cluster', view.cluster.map((text) => el('li', {}, plain(text)))),
      el(
        'details',
        { 'data-key': 'raw' },
        el('summary', { 'data-key': 'raw-summary' }, say('held.raw')),
        el('pre', {}, JSON.stringify(view, null, 2)),
      ),
    ];
  }

  function list(name, lines, none) {
    if (!lines.length && !none) return [];
    const items = lines.length ? el('ul', { class: 'lines' }, lines) : el('p', { class: 'none' }, none);
    return [heading(name, 1), items];
  }

  function line(name, value, texts, ...more) {
    return el(
      'li',
      {},
      el('p', { class: 'top' }, el('b', {}, name), value ? el('span', { class: 'value' }, value) : null),
      texts.map((text, at) => el('p', { class: at || !value ? 'fine' : null }, text)),
      more,
    );
  }

  /** By purpose, for a visitor who wonders about one of them. */
  function known({ attributes }) {
    if (!attributes.length) return list('held.attributes', [], say('held.attributes.none'));
    const byPurpose = Map.groupBy(attributes, ({ purpose }) => purpose);
    const groups = [...byPurpose].map(([purpose, items]) => [
      el('p', { class: 'for' }, say('held.for', { purpose: titleOf(purpose) })),
      el('ul', { class: 'lines' }, items.map(held)),
    ]);
    return [heading('held.attributes', 1), ...groups.flat()];
  }

  function held(item) {
    const declared = state.policy?.attributes.find((it) => it.attribute === item.attribute);
    const fine = say(`held.${item.provenance}`, {
      since: moment(item.since),
      until: moment(item.expires ?? state.view.expires),
    });
    const form = declared ? correction(declared, item) : null;
    return line(attribute(item.attribute), plain(item.value), [item.benefit, fine], form);
  }

  /** What the visitor may say and has not said yet. */
  function declarable(view) {
    const allowed = new Set(view.consent.map(({ purpose }) => purpose));
    const missing = (state.policy?.attributes ?? []).filter(
      (it) =>
        it.provenance === 'declared' &&
        allowed.has(it.purpose) &&
        !view.attributes.some((held) => held.attribute === it.attribute),
    );
    const lines = missing.map((it) => line(attribute(it.attribute), '', [it.benefit], correction(it, null)));
    return list('held.sayable', lines);
  }

  function correction(declared, item) {
    const name = declared.attribute;
    if (!corrections.has(name)) {
      corrections.set(name, createCorrection({ mien, words, declared, look }));
    }
    const { node: form, sync } = corrections.get(name);
    sync(item);
    return form;
  }

  function segment(it) {
    const because = it.rules.filter(({ truth }) => truth === 'true');
    const texts = because.map(({ text }) => el('p', { class: 'fine' }, say('held.because'), ' ', el('code', {}, text)));
    return line(it.title, '', it.remark ? [it.remark] : [], texts, change('drop', it));
  }

  /** A button that takes this visit out of a group, or lets it in again. */
  function change(way, { segment: name, title }) {
    const send = async () => {
      const { ok } = await mien.correct({ segments: { [way]: [name] } });
      if (ok) await look();
      left.textContent = say(ok ? `held.${way}.done` : 'unanswered', { title });
    };
    return el('button', { type: 'button', class: 'small', 'data-key': `segment-${name}`, onclick: send }, say(`held.${way}`), ' ', unseen(title));
  }

  function dropped(name) {
    const title = state.policy?.segments.find(({ segment: its }) => its === name)?.title ?? name;
    return line(title, '', [], change('restore', { segment: name, title }));
  }

  return { node, update };
}
