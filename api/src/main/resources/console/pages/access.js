/** Who is signed in, what they may do, and the tokens by which programs come in. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, Choice, Choices, Confirm, Dialog, Empty, Loading, Page, Section, Table, TextField, Trouble, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { ROLES, all, fully, moment, since } from '../words.js';

const DAY = 86_400_000;
const LIVES = [{ value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '366', label: 'a year' }];

const MAY = {
  read: 'see segments, slots, figures and editions',
  edit: 'change drafts and ask for review',
  approve: 'agree to what others wrote',
  publish: 'publish, schedule and go back',
  audit: 'read the audit',
  administer: 'see and end the tokens of all',
};

export default function Access() {
  const [tokens, setTokens] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState(null);
  const read = () => api.tokens().then((found) => setTokens(found.tokens), setRefusal);
  useEffect(() => {
    read();
  }, []);
  return html`
    <${Page} title="Access" lead="Who you are here, and the tokens by which programs do things in your name.">
      <${Me} />
      <${Section} title="Tokens" id="tokens" aside=${html`<${Button} icon="plus" onClick=${() => setMaking(true)}>New token<//>`}>
        <${Trouble} refusal=${refusal} />
        ${!tokens && !refusal && html`<${Loading} lines=${3} />`}
        ${tokens?.length === 0 && html`
          <${Empty} icon="access" title="No tokens">A program such as a build that publishes needs a token of its own, with the roles it needs and an end. What it does counts as done by you.<//>
        `}
        ${tokens?.length > 0 && html`<${Table} caption="Tokens" columns=${columns(setEnding)} rows=${tokens} keyOf=${({ id }) => id} sorted="name" />`}
      <//>
      ${making && html`<${NewToken} onClose=${() => setMaking(false)} onMade=${read} />`}
      ${ending && html`<${End} token=${ending} onClose=${() => setEnding(null)} onEnded=${read} />`}
    <//>
  `;
}

function Me() {
  const { person, roles, permissions, expires } = store.me.value;
  return html`
    <${Section} title=${person.name} id="me" aside=${html`<div class="row">${roles.map((role) => html`<${Badge} key=${role} kind="calm">${ROLES[role] ?? role}<//>`)}</div>`}>
      <p>You may ${all(permissions.filter((it) => MAY[it]).map((it) => MAY[it]))}.</p>
      ${expires && html`<p class="fine">Signed in until ${moment(expires)} at the latest. What you type is kept if that comes in the middle of it.</p>`}
    <//>
  `;
}

const columns = (end) => [
  { key: 'name', label: 'Token', sort: ({ name }) => name, cell: ({ name }) => name },
  { key: 'owner', label: 'Of', sort: ({ owner }) => owner.name, cell: ({ owner }) => owner.name },
  { key: 'roles', label: 'Roles', wide: true, cell: ({ roles }) => all(roles.map((it) => ROLES[it] ?? it)) },
  { key: 'expires', label: 'Ends', sort: ({ expires }) => expires, cell: ({ expires }) => html`<time datetime=${expires} title=${fully(expires)}>${Date.parse(expires) < Date.now() ? html`<${Badge} kind="warn">over<//>` : since(expires)}</time>` },
  { key: 'used', label: 'Last used', cell: ({ lastUsed }) => lastUsed ?? 'never' },
  { key: 'end', label: 'Actions', unseen: true, right: true, cell: (token) => html`<${Button} kind="quiet" icon="trash" label=${`End ${token.name}`} onClick=${() => end(token)} />` },
];

function NewToken({ onClose, onMade }) {
  const mine = store.me.value.roles;
  const [name, setName] = useState('');
  const [roles, setRoles] = useState(mine.slice(0, 1));
  const [days, setDays] = useState('30');
  const [made, setMade] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const make = async () => {
    try {
      const expires = new Date(Date.now() + Number(days) * DAY).toISOString();
      setMade(await api.makeToken({ name: name.trim(), roles, expires }));
      onMade();
    } catch (failure) {
      setRefusal(failure);
    }
  };
  if (made) return html`<${Made} token=${made.token} name=${name} onClose=${onClose} />`;
  return html`
    <${Dialog} title="New token" onClose=${onClose} onSubmit=${make} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!name.trim() || !roles.length}>Make it<//>
    `}>
      <div class="stack">
        <${TextField} label="Name" hint="What it is for, such as nightly-publish" maxlength="64" value=${name} onInput=${setName} />
        <${Choices} label="Roles" value=${roles} onChoose=${setRoles} options=${mine.map((value) => ({ value, label: ROLES[value] ?? value }))} />
        <${Choice} label="It lasts" value=${days} options=${LIVES} onChoose=${setDays} />
        <${Trouble} refusal=${refusal} />
      </div>
    <//>
  `;
}

function Made({ token, name, onClose }) {
  const copy = () => navigator.clipboard.writeText(token).then(() => toast('Copied.', { kind: 'good' }), () => toast('It could not be copied; mark it and copy it by hand.', { kind: 'warn' }));
  return html`
    <${Dialog} title=${`Token ${name}`} actions=${html`<${Button} icon="copy" onClick=${copy}>Copy<//><${Button} kind="main" onClick=${onClose}>I have it<//>`}>
      <div class="stack">
        <p>This is the only time it is shown: only a hash of it is kept.</p>
        <p><code class="secret">${token}</code></p>
      </div>
    <//>
  `;
}

function End({ token, onClose, onEnded }) {
  const end = async () => {
    try {
      await api.endToken(token.id);
      toast(`${token.name} lets nobody in any more.`, { kind: 'good' });
      onEnded();
    } catch (refusal) {
      toast(refusal.message, { kind: 'bad' });
    }
    onClose();
  };
  return html`<${Confirm} title=${`End ${token.name}?`} act="End it" say="Programs that use it are refused from now on. It cannot be taken back; you can make another." onYes=${end} onNo=${onClose} />`;
}
