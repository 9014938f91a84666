/** Ends the visit for good, and gives the visitor what there is to hold the server to it. */
import { el } from './elements.js';

export function createErase({ mien, words, state, heading, look, show, start }) {
  const { say, moment } = words;
  const said = el('p', { class: 'said', role: 'status' });
  const ask = el('button', { type: 'button', class: 'grave', onclick: () => dialog.showModal() }, say('erase.ask'));
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'erase-sure', 'aria-describedby': 'erase-sure-text' },
    el('p', { id: 'erase-sure', class: 'sure' }, say('erase.sure')),
    el('p', { id: 'erase-sure-text' }, say('erase.sure.text')),
    el(
      'div',
      { class: 'row' },
      el('button', { type: 'button', class: 'grave', onclick: erase }, say('erase.do')),
      el('button', { type: 'button', onclick: () => dialog.close() }, say('erase.keep')),
    ),
  );
  const nothing = el('p', { class: 'none' }, say('erase.nothing'));
  const proof = el('div', { class: 'proof', hidden: true });
  const node = el(
    'section',
    { 'aria-labelledby': 'erase-title' },
    heading('erase'),
    el('p', { class: 'lead' }, say('erase.lead')),
    nothing,
    el('div', { class: 'row' }, ask, said),
    proof,
    dialog,
  );

  function update() {
    nothing.hidden = mien.held !== null || state.erased !== null;
    ask.hidden = mien.held === null;
    proof.hidden = state.erased === null;
  }

  async function erase() {
    dialog.close();
    said.textContent = say('erase.erasing');
    const capsule = mien.held?.capsule;
    const { erased, receipt } = await mien.erase();
    if (!erased) {
      said.textContent = say('erase.unanswered');
      return;
    }
    said.textContent = '';
    state.erased = { at: Date.now() };
    drawProof(receiptOf(receipt), capsule);
    await look();
    show();
    proof.querySelector('[tabindex]').focus();
  }

  /** The text of the receipt; undefined where this server gives none. */
  const receiptOf = (answer) => (typeof answer === 'string' ? answer : answer?.receipt);

  function drawProof(receipt, capsule) {
    const at = moment(state.erased.at);
    const title = heading('erased', 1);
    if (!receipt) {
      proof.replaceChildren(title, el('p', {}, say('erased.unproved', { at })));
      return;
    }
    const told = el('p', { class: 'said', role: 'status' });
    const text = el('textarea', { readonly: true, id: 'receipt', rows: 12, spellcheck: 'false' }, receipt);
    const copy = async () => {
      text.select();
      const copied = await navigator.clipboard?.writeText(receipt).then(() => true, () => false);
      told.textContent = say(copied ? 'receipt.copied' : 'receipt.selected');
    };
    proof.replaceChildren(
      title,
      el('p', {}, say('erased.text', { at })),
      el('p', {}, say('receipt.limit')),
      el('label', { for: 'receipt' }, say('receipt.label')),
      text,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', onclick: copy }, say('receipt.copy')),
        download('mien-receipt.tlog-proof', receipt, say('receipt.download')),
        capsule ? download('mien-capsule.txt', capsule, say('receipt.capsule')) : null,
        told,
      ),
      heading('check', 1),
      el('p', {}, say('check.text')),
      el('pre', { class: 'command' }, say('check.command', { start })),
    );
  }

  return { node, update };
}

/** A link that saves a text as a file; it is made here and fetched from nowhere. */
function download(name, text, label) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  return el('a', { class: 'button', href: address, download: name }, label);
}
