/** A first look at the console, step by step, beside what each step is about. */
import { html, signal, useEffect, useLayoutEffect, useRef, useState } from './view.js';
import { Button } from './parts/index.js';
import { go, place } from './routes.js';
import * as store from './store.js';

const SEEN = 'mien.tour';
const PATIENCE_MILLIS = 4_000;
const WIDTH = 340;
const GAP = 12;

/** Where a step is shown, at what, and what it says. A step whose place is missing is said in the middle. */
const STEPS = [
  { path: '/', at: '[data-tour=in-force]', title: 'What is in force', text: 'Every visitor is answered from one edition. It is published as a whole, and an earlier one can be put back.' },
  { path: '/', at: '[data-tour=draft]', title: 'You work in drafts', text: 'Nothing in force is ever edited. Start a draft here, change what you like; it is saved as you go, and several people can work in it.' },
  { path: '/segments', at: 'main .table-frame, main .empty', title: 'Segments say who', text: 'Each is a rule about a visit, never about a person. The numbers carry some noise and small ones are withheld, so that nobody can be found in them.' },
  { path: segmentPath, at: '[data-tour=rules]', title: 'Rules as blocks or as text', text: 'Put conditions together, or write them. Both are the same rule, and what is wrong with it is said at once.' },
  { path: segmentPath, at: '[data-tour=personas]', title: 'Tried out as you write', text: 'Sample visits show at once for whom a rule holds, and which condition decided.' },
  { path: '/slots', at: '[data-place="/slots"]', title: 'Slots say what', text: 'A slot is a place on a page. Its offers are asked in order; if none fits, the fallback shows, always.' },
  { path: '/playground', at: '[data-place="/playground"]', title: 'Be a visitor', text: 'Set signals, play events, and see what would be shown, and why.' },
  { path: '/changes', at: '[data-place="/changes"]', title: 'Together into force', text: 'See in words what a draft changes, have a colleague agree, publish now or at a time.' },
  { path: '/results', at: '[data-place="/results"]', title: 'What it did', text: 'Decisions and goals over time, each with how sure the number is. That is all; have a look around.' },
];

function segmentPath() {
  const [first] = store.outline.value?.segments ?? [];
  return first ? `/segments/${encodeURIComponent(first.name)}` : '/segments';
}

/** The step that is shown; null while no tour is under way. */
const step = signal(null);

export const tourIsNew = () => localStorage.getItem(SEEN) === null;

const over = () => {
  localStorage.setItem(SEEN, 'seen');
  step.value = null;
};

function take(at) {
  if (at >= STEPS.length) return over();
  const { path } = STEPS[at];
  go(typeof path === 'function' ? path() : path);
  step.value = at;
  return undefined;
}

/** Offers the tour to those who have not had it; `begin` starts it at once. */
export function Tour({ begin }) {
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (begin && step.value === null) take(0);
  }, [begin]);
  if (gone || step.value !== null) return null;
  return html`
    <div class="note row">
      <p><b>New here?</b> A tour of two minutes shows how everything hangs together.</p>
      <span class="grow"></span>
      <${Button} onClick=${() => { over(); setGone(true); }}>Not now<//>
      <${Button} kind="main" onClick=${() => take(0)}>Show me around<//>
    </div>
  `;
}

/** The step under way, over whatever page it is on; the shell has the one there is. */
export function TourStep() {
  const at = step.value;
  if (at === null) return null;
  return html`<${Step} key=${at} at=${at} />`;
}

function Step({ at }) {
  const card = useRef(null);
  const mark = useRef(null);
  const { title, text, at: selector } = STEPS[at];
  useLayoutEffect(() => follow(selector, card.current, mark.current), [at, place.value]);
  useEffect(() => {
    card.current.focus({ preventScroll: true });
    const pressed = (happened) => happened.key === 'Escape' && over();
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [at]);
  return html`
    <div class="tour-mark" ref=${mark} hidden></div>
    <section class="tour" role="dialog" aria-labelledby="tour-title" tabindex="-1" ref=${card}>
      <p class="fine">${at + 1} of ${STEPS.length}</p>
      <h2 id="tour-title">${title}</h2>
      <p>${text}</p>
      <div class="row">
        <${Button} kind="quiet" onClick=${over}>End the tour<//>
        <span class="grow"></span>
        ${at > 0 && html`<${Button} onClick=${() => take(at - 1)}>Back<//>`}
        <${Button} kind="main" onClick=${() => take(at + 1)}>${at + 1 < STEPS.length ? 'Next' : 'Done'}<//>
      </div>
    </section>
  `;
}

/** Keeps the card beside what it is about, wherever that goes; answers how to stop. */
function follow(selector, card, mark) {
  const began = performance.now();
  let frame;
  let scrolled = false;
  const look = () => {
    const target = document.querySelector(selector);
    if (target && !scrolled) {
      scrolled = true;
      target.scrollIntoView({ block: 'nearest' });
    }
    if (target || performance.now() - began > PATIENCE_MILLIS) put(target, card, mark);
    frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

function put(target, card, mark) {
  const box = target?.getBoundingClientRect();
  mark.hidden = !box;
  const height = card.offsetHeight;
  const place = box ? beside(box, height) : { left: (innerWidth - WIDTH) / 2, top: (innerHeight - height) / 2 };
  move(card, place.left, place.top);
  if (!box) return;
  move(mark, box.left - 4, box.top - 4);
  mark.style.width = `${box.width + 8}px`;
  mark.style.height = `${box.height + 8}px`;
}

/** To the right if there is room, else below, else over its lower end. */
function beside(box, height) {
  const within = (value, most) => Math.max(GAP, Math.min(value, most - GAP));
  if (box.right + GAP + WIDTH < innerWidth) return { left: box.right + GAP, top: within(box.top, innerHeight - height) };
  const left = within(box.left, innerWidth - WIDTH);
  if (box.bottom + GAP + height < innerHeight) return { left, top: box.bottom + GAP };
  return { left: within(box.right - WIDTH - GAP, innerWidth - WIDTH), top: innerHeight - height - 2 * GAP };
}

function move(node, left, top) {
  node.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}
