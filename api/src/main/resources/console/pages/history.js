/** All editions: who made them, what each changed, and the way back to one. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Button, Confirm, DiffView, Empty, LinkButton, Loading, Page, Section, Table, Trouble, toast } from '../parts/index.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { all, capital, fully, moment } from '../words.js';

export default function History({ query }) {
  const [list, setList] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const number = Number(query.edition) || null;
  const current = store.inForce.value?.edition;
  useEffect(() => {
    api.editions().then((found) => setList(found.editions), setRefusal);
  }, [current]);
  const chosen = list?.find(({ edition }) => edition === number);
  return html`
    <${Page} title="History" lead="Every edition that was published is kept whole. Going back to one publishes it again as a new edition; nothing is lost.">
      <${Trouble} refusal=${refusal} />
      ${!list && !refusal && html`<${Loading} lines=${8} />`}
      ${chosen && html`<${Edition} key=${number} edition=${chosen} before=${before(list, number)} isCurrent=${number === current} />`}
      ${list?.length === 0 && html`<${Empty} icon="history" title="Nothing has been published yet">The first publication makes edition 1. From then on you can see here what changed, who did it, and go back.<//>`}
      ${list?.length > 0 && html`<${Editions} list=${list} current=${current} />`}
    <//>
  `;
}

const before = (list, number) => Math.max(0, ...list.map(({ edition }) => edition).filter((it) => it < number));

const COLUMNS = (current) => [
  { key: 'edition', label: 'Edition', sort: ({ edition }) => edition, cell: ({ edition }) => html`${edition} ${edition === current && html`<${Badge} kind="good">in force<//>`}` },
  { key: 'at', label: 'Published', sort: ({ publishedAt }) => publishedAt, cell: ({ publishedAt }) => html`<time datetime=${publishedAt} title=${fully(publishedAt)}>${moment(publishedAt)}</time>` },
  { key: 'by', label: 'By', sort: ({ by }) => by?.name ?? '', cell: ({ by }) => by?.name ?? '–' },
  { key: 'say', label: 'What for', wide: true, cell: (it) => sentence(it) },
  { key: 'segments', label: 'Segments', right: true, sort: ({ segments }) => segments, cell: ({ segments }) => segments },
  { key: 'slots', label: 'Slots', right: true, sort: ({ slots }) => slots, cell: ({ slots }) => slots },
];

const Editions = ({ list, current }) => html`
  <${Table} caption="Editions" columns=${COLUMNS(current)} rows=${list} keyOf=${({ edition }) => edition} hrefOf=${({ edition }) => `#/history?edition=${edition}`} sorted="edition" down />
`;

function sentence({ say, draft, rolledBackTo }) {
  if (rolledBackTo) return `Back to edition ${rolledBackTo}`;
  return say || (draft ? `Draft ${draft}` : '');
}

function Edition({ edition: chosen, before: earlier, isCurrent }) {
  const [seen, setSeen] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const [asking, setAsking] = useState(false);
  const { edition } = chosen;
  useEffect(() => {
    let gone = false;
    compared(earlier, edition).then((found) => gone || setSeen(found), (failure) => gone || setRefusal(failure));
    return () => (gone = true);
  }, [edition]);
  return html`
    <${Section} title=${`Edition ${edition}`} id="edition" aside=${html`
      <div class="row">
        ${!isCurrent && store.may('publish') && html`<${Button} icon="undo" onClick=${() => setAsking(true)}>Go back to this edition<//>`}
        <${LinkButton} kind="quiet" icon="close" href="#/history">Close<//>
      </div>
    `}>
      <div class="stack">
        <p>${made(chosen)}</p>
        <${Trouble} refusal=${refusal} />
        ${!seen && !refusal && html`<${Loading} lines=${4} />`}
        ${seen && html`
          <p class="fine">${earlier ? `Compared with edition ${earlier}` : 'The first edition'}:</p>
          ${seen.changes.length === 0 && html`<p class="fine">Nothing was different.</p>`}
          <ul class="changes">${seen.changes.map((it) => html`
            <li key=${`${it.kind} ${it.name}`}><b>${capital(it.kind)} ${it.name}</b> ${it.change}${it.words.length ? `: ${it.words.join(' ')}` : ''}</li>
          `)}</ul>
          <details class="figures"><summary>Line by line</summary><${DiffView} files=${seen.files} /></details>
        `}
      </div>
    <//>
    ${asking && html`<${Back} edition=${edition} onClose=${() => setAsking(false)} />`}
  `;
}

const made = ({ publishedAt, by, authors, approvedBy, say }) =>
  [
    `Published ${fully(publishedAt)}${by ? ` by ${by.name}` : ''}.`,
    authors?.length ? `Written by ${all(authors.map(({ name }) => name))}.` : '',
    approvedBy ? `Agreed to by ${approvedBy.name}.` : '',
    say ? `“${say}”` : '',
  ].filter(Boolean).join(' ');

async function compared(earlier, edition) {
  const [one, other] = await Promise.all([earlier ? api.edition(earlier) : { files: {} }, api.edition(edition)]);
  return api.diff(one.files, other.files);
}

function Back({ edition, onClose }) {
  const [busy, setBusy] = useState(false);
  const goBack = async () => {
    setBusy(true);
    try {
      const { edition: next } = await api.rollBack(edition);
      await store.refresh();
      toast(`Edition ${next} is in force, with what edition ${edition} had.`, { kind: 'good' });
      location.hash = `#/history?edition=${next}`;
    } catch (refusal) {
      toast(refusal.message, { kind: 'bad' });
    }
    onClose();
  };
  return html`
    <${Confirm} title=${`Go back to edition ${edition}?`} act="Go back" busy=${busy} onYes=${goBack} onNo=${onClose}
      say="Visitors get it within a second. Drafts stay as they are and can be brought up to date." />
  `;
}
