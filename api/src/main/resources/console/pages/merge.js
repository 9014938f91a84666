/** Two changed the same definition in different ways: somebody decides, one by one. */
import { html, useState } from '../view.js';
import { Badge, Button, Empty, LinkButton, Page, Section, Trouble, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { capital, one } from '../words.js';

export default function Merge() {
  const conflict = store.conflict.value;
  if (!conflict) {
    return html`
      <${Page} title="Merge">
        <${Empty} icon="check" title="There is nothing to settle" action=${html`<${LinkButton} href="#/changes">See the changes<//>`}>
          When two people change the same definition in different ways, both versions stand here, and you choose.
        <//>
      <//>
    `;
  }
  return html`<${Settle} conflict=${conflict} />`;
}

/** What the API calls a conflict in the choices. */
const keyOf = ({ choice }) => choice;

function Settle({ conflict }) {
  const [choices, setChoices] = useState({});
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState(null);
  const { conflicts, base, mine, theirs, heading } = conflict;
  const open = conflicts.filter((it) => !choices[keyOf(it)]).length;
  const choose = (key, side) => setChoices({ ...choices, [key]: side });
  const join = async () => {
    setBusy(true);
    try {
      const merged = await api.merge(base, mine, theirs, choices);
      // What was chosen stays listed; anything else was not there before.
      if (merged.conflicts.some((it) => !choices[keyOf(it)])) {
        store.conflict.value = { ...conflict, conflicts: merged.conflicts };
        return;
      }
      await store.settle(heading, merged.files);
      toast('Both changes are joined.', { kind: 'good' });
      location.hash = '#/changes';
    } catch (failure) {
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <${Page} title="Merge" wide lead=${`You and somebody else changed ${one(conflicts.length, 'definition')} in different ways. Everything else is joined already. Nothing is saved until you have chosen.`}
      actions=${html`<${Button} kind="main" busy=${busy} disabled=${open > 0} onClick=${join}>${open ? `${open} left to choose` : 'Join both'}<//>`}>
      <${Trouble} refusal=${refusal} />
      ${conflicts.map((it) => html`<${Conflict} key=${keyOf(it)} conflict=${it} chosen=${choices[keyOf(it)]} onChoose=${(side) => choose(keyOf(it), side)} />`)}
    <//>
  `;
}

const SIDES = [['mine', 'Yours'], ['theirs', 'Theirs']];

function Conflict({ conflict, chosen, onChoose }) {
  const key = keyOf(conflict);
  return html`
    <${Section} title=${`${capital(conflict.kind)} ${conflict.name}`} id=${`conflict-${key}`} aside=${chosen && html`<${Badge} kind="good">chosen<//>`}>
      ${conflict.words?.length > 0 && html`<ul class="change-words">${conflict.words.map((text, at) => html`<li key=${at}>${text}</li>`)}</ul>`}
      <fieldset class="sides">
        <legend class="unseen">Which ${conflict.kind} ${conflict.name} to keep</legend>
        ${SIDES.map(([side, label]) => html`
          <label class="side" key=${side} data-chosen=${String(chosen === side)}>
            <span class="row"><input type="radio" name=${key} checked=${chosen === side} onChange=${() => onChoose(side)} /> <b>${label}</b></span>
            <pre>${conflict[side] || 'It is removed.'}</pre>
          </label>
        `)}
      </fieldset>
      <details class="figures"><summary>As it was before</summary><pre class="before">${conflict.base || 'It was not there.'}</pre></details>
    <//>
  `;
}
