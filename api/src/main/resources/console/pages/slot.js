import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Slot. */
export default function Slot() {
  return html`
    <${Page} title="Slot">
      <${Empty} icon="slots" title="Nothing here yet">A slot will be edited here: its offers, their content and when they run.<//>
    <//>
  `;
}
