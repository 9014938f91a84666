/** Where the site's own pages and pictures are, which the node knows. */
import * as api from './api.js';
import { signal } from './view.js';

/** Origins such as `https://shop.example`; the first is where paths belong. */
export const sites = signal([]);

let asked = false;

/** Asks the node, once. Without an answer no picture of the site is shown, and all else goes on. */
export function findSites() {
  if (asked) return;
  asked = true;
  api.site().then(
    ({ addresses }) => (sites.value = addresses),
    () => {},
  );
}
