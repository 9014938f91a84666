import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Merge. */
export default function Merge() {
  return html`
    <${Page} title="Merge">
      <${Empty} icon="changes" title="Nothing here yet">What two people changed in different ways will be settled here.<//>
    <//>
  `;
}
