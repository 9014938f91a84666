import { classes, html, useRef, useState } from '../view.js';
import { Badge } from './badge.js';
import { Button, Icon } from './button.js';
import { sayState } from '../when.js';
import { one } from '../words.js';

/**
 * The offers of a slot in the order they are asked, and the fallback that is always there. The order
 * is changed by dragging, by the buttons of a row, or with Alt and the arrow keys.
 *
 * @param rows `{key, title, about, schedule, variants, findings}` in order
 * @param hrefOf the address of a row's editor, of `fallback` and of `settings`
 * @param chosen the key of what is edited
 * @param onMove called with the places from and to; without it, the order cannot be changed
 */
export function OfferList({ rows, zone, hrefOf, chosen, onMove, fallbackNote }) {
  const list = useRef(null);
  const [drag, setDrag] = useState(null);
  const [said, setSaid] = useState('');

  const move = async (from, to, focus) => {
    if (to < 0 || to >= rows.length || to === from) return;
    const { key, title } = rows[from];
    await onMove(from, to);
    setSaid(`${title} is asked as number ${to + 1} of ${rows.length} now.`);
    requestAnimationFrame(() => list.current?.querySelector(`[data-key="${CSS.escape(key)}"] ${focus}`)?.focus());
  };
  const sorting = {
    down: (at) => (happened) => {
      if (happened.button !== 0) return;
      happened.preventDefault();
      happened.currentTarget.setPointerCapture(happened.pointerId);
      setDrag({ from: at, to: at });
    },
    over: (happened) => drag && setDrag({ ...drag, to: placeAt(list.current, happened.clientY, drag.from) }),
    up: () => {
      if (!drag) return;
      setDrag(null);
      move(drag.from, drag.to, '.offer-grip');
    },
    cancel: () => setDrag(null),
  };

  return html`
    <div class="offer-list">
      <ol ref=${list} class=${drag ? 'dragging' : undefined} aria-label="Offers, in the order they are asked">
        ${rows.map((row, at) => html`
          <${Row} key=${row.key} row=${row} at=${at} of=${rows.length} zone=${zone} href=${hrefOf(row.key)} isChosen=${chosen === row.key}
            drop=${dropAt(drag, at)} isDragged=${drag?.from === at} sorting=${onMove && sorting} move=${move} />
        `)}
      </ol>
      <a class="offer-row last" href=${hrefOf('fallback')} aria-current=${chosen === 'fallback' ? 'true' : undefined}>
        <span class="offer-place"><${Icon} name="lock" /></span>
        <span class="offer-text">
          <b>Fallback</b>
          <span class="fine">${fallbackNote}</span>
        </span>
      </a>
      <p class="unseen" role="status">${said}</p>
    </div>
  `;
}

/** The line that says where a dragged row would come. */
function dropAt(drag, at) {
  if (!drag || drag.to === drag.from || drag.to !== at) return undefined;
  return drag.to < drag.from ? 'before' : 'after';
}

/** The place among the rows that is nearest to a height on the screen. */
function placeAt(list, y, from) {
  const middles = [...list.children].map((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  });
  return middles.filter((middle, at) => at !== from && middle < y).length;
}

function Row({ row, at, of, zone, href, isChosen, drop, isDragged, sorting, move }) {
  const { key, title, about, schedule, variants, findings } = row;
  const state = sayState(schedule, zone);
  const pressed = (happened) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[happened.key];
    if (!by || !happened.altKey || !sorting) return;
    happened.preventDefault();
    move(at, at + by, '.offer-link');
  };
  return html`
    <li class=${classes('offer-row', isDragged && 'dragged')} data-key=${key} data-drop=${drop} data-off=${String(['over', 'never', 'coming'].includes(schedule.state))}>
      ${sorting
        ? html`<button type="button" class="offer-grip" aria-label=${`${at + 1}: drag ${title}, or move it with the arrow keys`} title="Drag, or use the arrow keys"
            onPointerDown=${sorting.down(at)} onPointerMove=${sorting.over} onPointerUp=${sorting.up} onPointerCancel=${sorting.cancel}
            onKeyDown=${(happened) => gripped(happened, at, move)}><${Icon} name="grip" /><span class="offer-number" aria-hidden="true">${at + 1}</span></button>`
        : html`<span class="offer-place">${at + 1}</span>`}
      <a class="offer-text offer-link" href=${href} aria-current=${isChosen ? 'true' : undefined} onKeyDown=${pressed}>
        <b>${title}</b>
        <span class="fine">${about}${variants > 1 ? ` · ${one(variants, 'variant')}` : ''}</span>
        ${(schedule.state !== 'always' || findings > 0) && html`
          <span class="offer-marks">
            ${schedule.state !== 'always' && html`<${Badge} kind=${state.kind} icon="clock">${state.text}<//>`}
            ${findings > 0 && html`<${Badge} kind="bad" icon="warn">${one(findings, 'error')}<//>`}
          </span>
        `}
      </a>
      ${sorting && html`
        <span class="offer-moves">
          <${Button} kind="quiet" class="small" icon="up" label=${`Ask ${title} earlier`} disabled=${at === 0} onClick=${() => move(at, at - 1, '[aria-label^="Ask"]:not(:disabled)')} />
          <${Button} kind="quiet" class="small" icon="down" label=${`Ask ${title} later`} disabled=${at === of - 1} onClick=${() => move(at, at + 1, '[aria-label$="later"]:not(:disabled), [aria-label$="earlier"]')} />
        </span>
      `}
    </li>
  `;
}

function gripped(happened, at, move) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[happened.key];
  if (!by) return;
  happened.preventDefault();
  move(at, at + by, '.offer-grip');
}
