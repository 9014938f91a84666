/** Which draft is worked in: choose, start one, discard it. What is in force is only ever looked at. */
import { html, signal, useState } from './view.js';
import { Button, Confirm, Dialog, Menu, TextField, Trouble, toast } from './parts/index.js';
import * as store from './store.js';
import { nameOf, since } from './words.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
const starting = signal(false);

/** Opens the dialog that starts a draft; pages offer it where something could be changed. */
export const startDraft = () => (starting.value = true);

export function DraftMenu() {
  const [discarding, setDiscarding] = useState(false);
  const now = store.draft.value;
  const mayEdit = store.may('edit');
  const choose = (name) => () => (name ? store.work(name) : store.lookAtInForce()).catch((refusal) => toast(refusal.message, { kind: 'bad' }));
  const items = [
    ...store.drafts.value.map((it) => ({
      label: it.draft,
      about: `${it.changedByName ?? it.changedBy}, ${since(it.changedAt)}`,
      chosen: now?.draft === it.draft,
      act: choose(it.draft),
    })),
    { label: 'What is in force', about: inForceWords(), chosen: now === null, act: choose(null) },
    ...(mayEdit ? [null, { label: 'New draft', icon: 'plus', act: startDraft }] : []),
    ...(mayEdit && now ? [{ label: `Discard ${now.draft}`, icon: 'trash', grave: true, act: () => setDiscarding(true) }] : []),
  ];
  return html`
    <div class="draft-menu" data-tour="draft">
      <${Menu} icon=${now ? 'draft' : 'lock'} items=${items}>
        <span class="draft-kind">${now ? 'Working in' : 'Looking at'}</span> <b class="draft-name">${now ? now.draft : 'what is in force'}</b>
      <//>
      ${!now && mayEdit && html`<${Button} kind="main" icon="plus" onClick=${startDraft}>Start a draft<//>`}
    </div>
    ${starting.value && html`<${NewDraft} onClose=${() => (starting.value = false)} />`}
    ${discarding && html`<${Discard} name=${now.draft} onClose=${() => setDiscarding(false)} />`}
  `;
}

function inForceWords() {
  const current = store.inForce.value;
  return current?.edition ? `edition ${current.edition}, ${since(current.publishedAt)}` : 'nothing yet';
}

function NewDraft({ onClose }) {
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const wanted = nameOf(name);
  const taken = store.drafts.value.some((it) => it.draft === wanted);
  const submit = async () => {
    if (!NAME.test(wanted) || taken) return;
    setBusy(true);
    try {
      await store.newDraft(wanted);
      toast(`You work in ${wanted} now. Visitors see nothing of it until it is published.`, { kind: 'good' });
      onClose();
    } catch (failure) {
      setRefusal(failure);
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title="New draft" onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" busy=${busy} disabled=${!wanted || taken}>Start the draft<//>
    `}>
      <p>A draft is a copy of what is in force. Change what you like in it; visitors see nothing of it until it is published.</p>
      <${TextField} label="What is it about?" value=${name} onInput=${setName} maxlength="64" data-first placeholder="Spring sale"
        hint=${wanted && wanted !== name ? `It is called ${wanted}.` : undefined}
        error=${taken ? 'There is a draft of this name already.' : undefined} />
      <${Trouble} refusal=${refusal} />
    <//>
  `;
}

function Discard({ name, onClose }) {
  const [busy, setBusy] = useState(false);
  const discard = async () => {
    setBusy(true);
    try {
      await store.discardDraft();
      toast(`${name} is discarded.`);
    } catch (refusal) {
      toast(refusal.message, { kind: 'bad' });
    }
    onClose();
  };
  return html`
    <${Confirm} title=${`Discard ${name}?`} act="Discard the draft" busy=${busy} onNo=${onClose} onYes=${discard}
      say="Everything in it that is not published is lost for good, for everybody who works in it." />
  `;
}
