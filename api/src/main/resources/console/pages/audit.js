import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Audit. */
export default function Audit() {
  return html`
    <${Page} title="Audit">
      <${Empty} icon="audit" title="Nothing here yet">Who did what will stand here.<//>
    <//>
  `;
}
