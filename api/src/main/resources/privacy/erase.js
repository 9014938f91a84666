/** Ends the visit for good, and gives the visitor what there is to hold the server to it. */
import { download, el } from './elements.js';

/** How often, and after how long each time, a receipt that is not there yet is asked for. */
const TRIES = 3;
const PAUSE_MS = 2000;

export function createErase({ mien, words, state, heading, keeping, look, show, ask, node: address }) {
  const { say, moment } = words;
  const said = el('p', { class: 'said', role: 'status' });
  const begin = el('button', { type: 'button', class: 'grave', onclick: sure }, say('erase.ask'));
  const keep = el('button', { type: 'button', onclick: () => dialog.close() }, say('erase.keep'));
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'erase-sure', 'aria-describedby': 'erase-sure-text' },
    el('p', { id: 'erase-sure', class: 'sure' }, say('erase.sure')),
    el('p', { id: 'erase-sure-text' }, say('erase.sure.text')),
    el(
      'div',
      { class: 'row' },
      el('button', { type: 'button', class: 'grave', onclick: erase }, say('erase.do')),
      keep,
    ),
  );
  const nothing = el('p', { class: 'none' }, say('erase.nothing'));
  const proof = el('div', { class: 'proof', hidden: true });
  const told = el('p', { class: 'said', role: 'status' });
  const node = el(
    'section',
    { 'aria-labelledby': 'erase-title' },
    heading('erase'),
    el('p', { class: 'lead' }, say('erase.lead')),
    nothing,
    el('div', { class: 'row' }, begin, said),
    proof,
    dialog,
  );

  function update() {
    nothing.hidden = mien.held !== null || state.erased !== null;
    begin.hidden = mien.held === null;
    proof.hidden = state.erased === null;
  }

  function sure() {
    dialog.showModal();
    keep.focus();
  }

  async function erase() {
    dialog.close();
    said.textContent = say('erase.erasing');
    const capsule = mien.held?.capsule;
    const { erased, receipt: answer } = await mien.erase();
    if (!erased) {
      said.textContent = say('erase.unanswered');
      return;
    }
    // The session had ended by itself, or in another tab: nothing was left to destroy.
    said.textContent = answer ? '' : say('erase.gone');
    state.erased = answer && { at: moment(Date.now()), capsule };
    if (answer) draw(answer);
    await look();
    show();
    (answer ? proof : node).querySelector('[tabindex]').focus();
  }

  // ---- what the visitor has in hand ------------------------------------------------------------

  function draw({ receipt, ...pending }) {
    if (receipt === 'pending') {
      drawPending(pending);
    } else if (receipt === 'none') {
      proof.replaceChildren(heading('erased', 1), el('p', {}, say('erased.unproved', state.erased)));
    } else {
      drawReceipt(receipt);
    }
  }

  function drawReceipt(receipt) {
    const { capsule } = state.erased;
    const all = [
      heading('erased', 1),
      el('p', {}, say('erased.text', state.erased)),
      el('p', {}, say('receipt.limit')),
      ...written('receipt', receipt, 'mien-receipt.tlog-proof', [
        capsule ? download('mien-capsule.txt', capsule, say('receipt.capsule')) : null,
      ]),
      heading('check', 1),
      el('p', {}, say('check.text')),
      el('pre', {}, say('check.command')),
      el('p', {}, say('check.key', { address: `${address}/v1/promises/key` })),
    ];
    keeping(proof, () => proof.replaceChildren(...all));
  }

  /** The key is destroyed, and its entry is on the way: what there is so far is not to be lost. */
  async function drawPending(pending) {
    const again = el('button', { type: 'button', onclick: () => drawPending(pending) }, say('pending.ask'));
    again.hidden = true;
    proof.replaceChildren(
      heading('erased', 1),
      el('p', {}, say('pending.text', state.erased)),
      ...written('pending', JSON.stringify(pending, null, 2), 'mien-receipt-pending.json', [again]),
    );
    told.textContent = say('pending.asking');
    const receipt = await logged(pending);
    if (receipt) drawReceipt(receipt);
    again.hidden = false;
    told.textContent = say(receipt ? 'pending.there' : 'pending.later');
  }

  async function logged({ receiptAt, salt }) {
    for (let i = 0; i < TRIES; i++) {
      await new Promise((later) => setTimeout(later, PAUSE_MS));
      const receipt = await ask(receiptAt, 'text').catch(() => null);
      if (receipt) return receipt.replace(/^extra (.*)$/m, (_, extra) => `extra ${salted(extra, salt)}`);
    }
    return null;
  }

  function written(name, text, file, more) {
    const area = el('textarea', { readonly: true, id: name, rows: 12, spellcheck: 'false' }, text);
    const copy = async () => {
      area.select();
      const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
      told.textContent = say(copied ? 'receipt.copied' : 'receipt.selected');
    };
    return [
      el('label', { for: name }, say(`${name}.label`)),
      area,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', onclick: copy }, say('receipt.copy')),
        download(file, text, say('receipt.download')),
        more,
        told,
      ),
    ];
  }

  return { node, update };
}

/** The log knows no salt: it is the visitor's, and part of the visitor's copy only. */
const salted = (extra, salt) => btoa(JSON.stringify({ ...JSON.parse(atob(extra)), salt }));
