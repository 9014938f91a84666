import { html, signal } from '../view.js';
import { Icon } from './button.js';

const STAYS_MILLIS = 8_000;
const shown = signal([]);
let last = 0;

/**
 * Says something in passing, in the corner; it goes by itself unless it is bad.
 *
 * @param options `kind`: `good`, `warn` or `bad`; `action`: `{label, act}`, one button
 */
export function toast(text, { kind, action } = {}) {
  const id = ++last;
  shown.value = [...shown.value.filter((it) => it.text !== text), { id, text, kind, action }].slice(-4);
  if (kind !== 'bad') setTimeout(() => close(id), STAYS_MILLIS);
  return () => close(id);
}

const close = (id) => (shown.value = shown.value.filter((it) => it.id !== id));

/** Where toasts are shown; the shell has the one there is. */
export function Toasts() {
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${shown.value.map(({ id, text, kind, action }) => html`
        <div class="toast" data-kind=${kind} key=${id}>
          <p>${text}</p>
          ${action && html`<button type="button" class="button quiet" onClick=${() => { close(id); action.act(); }}>${action.label}</button>`}
          <button type="button" class="button quiet bare" aria-label="Close" onClick=${() => close(id)}><${Icon} name="close" /></button>
        </div>
      `)}
    </div>
  `;
}
