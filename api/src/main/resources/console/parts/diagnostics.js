import { html } from '../view.js';
import { capital, failure } from '../words.js';
import { Button, Icon } from './button.js';

/**
 * What the checker found: where, what, and what to do.
 *
 * @param items diagnostics of the API: `{severity, code, message, hint?, file?, line?, column?}`
 * @param none what is said if there is nothing
 */
export function Diagnostics({ items, none }) {
  if (!items.length) return none ? html`<p class="fine none-found"><${Icon} name="check" /> ${none}</p>` : null;
  return html`
    <ul class="diagnostics">
      ${items.map((it, at) => html`
        <li key=${at} data-severity=${it.severity}>
          <${Icon} name=${it.severity === 'error' ? 'warn' : 'info'} />
          <div>
            <p><span class="unseen">${it.severity === 'error' ? 'Error: ' : 'Warning: '}</span>${capital(it.message)}</p>
            ${it.hint && html`<p class="fine">${capital(it.hint)}</p>`}
            ${it.file && html`<p class="fine place">${it.file}${it.line ? `, line ${it.line}` : ''} · ${it.code}</p>`}
          </div>
        </li>
      `)}
    </ul>
  `;
}

/** A refusal in place of what could not be shown or done; `again` tries once more. */
export function Trouble({ refusal, again }) {
  if (!refusal) return null;
  const places = refusal.errors ?? [];
  return html`
    <div class="trouble" role="alert">
      <${Icon} name="warn" />
      <div>
        <p>${failure(refusal)}</p>
        ${places.length > 0 && html`
          <ul>${places.map((it) => html`<li key=${it.pointer}><code>${it.pointer}</code> ${it.detail}</li>`)}</ul>
        `}
        ${refusal.problem?.diagnostics && html`<${Diagnostics} items=${refusal.problem.diagnostics} />`}
        ${again && html`<${Button} onClick=${again}>Try again<//>`}
      </div>
    </div>
  `;
}
