import { html, useEffect } from '../view.js';
import { Icon } from './button.js';

/**
 * A page: its heading, what can be done here, and its content.
 *
 * @param title the heading and the title of the window
 * @param lead one sentence under it, if it needs one
 * @param actions buttons beside the heading
 * @param back `{href, label}` of the list that this is one of
 * @param wide whether it uses the whole width, as editors do
 */
export function Page({ title, lead, actions, back, wide, badge, children }) {
  useEffect(() => {
    document.title = `${title} · Mien`;
  }, [title]);
  return html`
    <div class=${wide ? 'page wide' : 'page'}>
      ${back && html`<a class="back" href=${back.href}><${Icon} name="back" /> ${back.label}</a>`}
      <header class="page-head">
        <div class="page-title">
          <h1 tabindex="-1">${title}</h1>
          ${badge}
        </div>
        ${actions && html`<div class="actions">${actions}</div>`}
        ${lead && html`<p class="lead">${lead}</p>`}
      </header>
      ${children}
    </div>
  `;
}

/** A part of a page with its own heading; `aside` stands beside the heading. */
export function Section({ title, aside, children, id, quiet }) {
  return html`
    <section class=${quiet ? 'section' : 'section card'} aria-labelledby=${id}>
      <div class="section-head"><h2 id=${id}>${title}</h2>${aside}</div>
      ${children}
    </section>
  `;
}

/** Holds the place of what is being loaded: as many lines as will be there, so that nothing jumps. */
export function Loading({ lines = 6, label = 'Loading' }) {
  return html`
    <div class="loading" role="status">
      <span class="unseen">${label}</span>
      ${Array.from({ length: lines }, (_, at) => html`<span class="bone" key=${at}></span>`)}
    </div>
  `;
}
