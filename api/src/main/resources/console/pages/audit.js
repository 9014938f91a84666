/** Who did what, in a chain that shows whether anything was changed since. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, Empty, LinkButton, Loading, Page, Table, Trouble } from '../parts/index.js';
import * as api from '../api.js';
import { fully, moment, number, one, plain } from '../words.js';

const PAGE = 200;
const NEWEST = '999999999999999999';

export default function Audit() {
  const [verdict, setVerdict] = useState(null);
  const [entries, setEntries] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const read = async (before, later) => {
    const found = await api.audit(before, PAGE);
    setEntries([...later, ...found.entries.reverse()]);
  };
  useEffect(() => {
    api.auditVerdict().then(setVerdict, setRefusal);
    read(NEWEST, []).catch(setRefusal);
  }, []);
  const earlier = () => read(entries.at(-1).sequence, entries).catch(setRefusal);
  return html`
    <${Page} title="Audit" lead="Who did what. Each entry holds the hash of the one before, so that a change to the past shows."
      badge=${verdict && html`<${Verdict} verdict=${verdict} />`}
      actions=${html`<${LinkButton} icon="down" href=${api.auditExport} download="audit.jsonl">Save all of it<//>`}>
      <${Trouble} refusal=${refusal} />
      ${!entries && !refusal && html`<${Loading} lines=${10} />`}
      ${verdict?.whole && html`<p class="fine head-hash">${one(verdict.entries, 'entry', 'entries')}; the last hash is <code>${verdict.head}</code>. Keep it somewhere else from time to time: whoever can write to the database could make a whole new chain.</p>`}
      ${entries?.length === 0 && html`<${Empty} icon="audit" title="Nothing has been done yet">Saving, reviewing, publishing, going back and signing in will stand here.<//>`}
      ${entries?.length > 0 && html`
        <${Table} caption="Audit" columns=${COLUMNS} rows=${entries} keyOf=${({ sequence }) => sequence} />
        ${entries.at(-1).sequence > 1 && html`<${Button} kind="quiet" onClick=${earlier}>Earlier entries<//>`}
      `}
    <//>
  `;
}

const Verdict = ({ verdict }) => verdict.whole
  ? html`<${Badge} kind="good" icon="check">The chain is whole<//>`
  : html`<${Badge} kind="bad" icon="warn">The chain is broken at entry ${verdict.brokenAt}<//>`;

const COLUMNS = [
  { key: 'sequence', label: 'Entry', cell: ({ sequence }) => number(sequence) },
  { key: 'at', label: 'When', cell: ({ at }) => html`<time datetime=${at} title=${fully(at)}>${moment(at)}</time>` },
  { key: 'who', label: 'Who', cell: ({ actor, name }) => html`<span title=${actor}>${name ?? actor}</span>` },
  { key: 'action', label: 'What', cell: ({ action }) => plain(action) },
  { key: 'subject', label: 'Of', wide: true, cell: ({ subject }) => subject },
];
