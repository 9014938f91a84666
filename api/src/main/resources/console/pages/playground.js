import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Playground. */
export default function Playground() {
  return html`
    <${Page} title="Playground">
      <${Empty} icon="playground" title="Nothing here yet">What a visitor would get, and why, will be tried out here.<//>
    <//>
  `;
}
