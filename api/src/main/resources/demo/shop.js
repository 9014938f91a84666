/** The shop: departments, basket and the question for help. It knows nothing of Mien. */
import { el, euros } from './words.js';

const byId = (id) => document.getElementById(id);

const DEPARTMENTS = {
  home: 'New this season',
  jackets: 'Jackets',
  shoes: 'Shoes',
  packs: 'Packs',
  camp: 'For the camp',
  sale: 'Sale',
};

/** @param {{happened: (type: string, fields: object) => void}} tell called when something happens */
export function createShop({ happened }) {
  let items = [];
  let adjusted = 0; // what the panel's slider adds to, or takes from, the items
  let department = 'home';
  const range = byId('range-title');

  const value = () => Math.max(0, items.reduce((sum, { price }) => sum + price, 0) + adjusted);

  function add(item) {
    items.push(item);
    happened('add_to_basket', { category: item.category, price: item.price });
  }

  function buy() {
    happened('purchase', { value: value() });
  }

  function show(name) {
    department = name;
    range.textContent = DEPARTMENTS[name];
    for (const product of document.querySelectorAll('.product')) {
      product.hidden = name !== 'home' && product.dataset.category !== name;
    }
    for (const link of document.querySelectorAll('.top nav a')) {
      if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  function go() {
    const name = location.hash.slice(1);
    if (!Object.hasOwn(DEPARTMENTS, name)) return;
    show(name);
    if (name === 'home') window.scrollTo({ top: 0 });
    else {
      byId('new').scrollIntoView();
      range.focus({ preventScroll: true });
    }
    happened('page_view', { category: name });
  }

  function showBasket() {
    const lines = items.map(({ name, price }) => el('li', {}, el('span', {}, name), euros(price)));
    if (adjusted) lines.push(el('li', {}, el('span', {}, 'Set by hand in the panel'), euros(adjusted)));
    if (!lines.length) lines.push(el('li', {}, 'There is nothing in it yet.'));
    byId('basket-items').replaceChildren(...lines);
    byId('basket-total').textContent = euros(value());
    byId('basket-buy').hidden = value() === 0;
  }

  for (const product of document.querySelectorAll('.product')) {
    const { name, category, price } = product.dataset;
    product
      .querySelector('.add')
      .addEventListener('click', () => add({ name, category, price: Number(price) }));
  }
  byId('basket-open').addEventListener('click', () => {
    showBasket();
    byId('basket').showModal();
  });
  byId('basket-close').addEventListener('click', () => byId('basket').close());
  byId('basket-buy').addEventListener('click', () => {
    byId('basket').close();
    buy();
  });
  byId('help-ask').addEventListener('click', () => {
    happened('ask_help', { topic: byId('help-topic').value });
    byId('help-said').textContent = 'Thank you. Somebody calls you back, or would if we were real.';
  });
  window.addEventListener('hashchange', go);
  if (Object.hasOwn(DEPARTMENTS, location.hash.slice(1))) show(location.hash.slice(1));

  return {
    add,
    buy,
    value,
    category: () => department,
    setValue(total) {
      adjusted += total - value();
    },
    emptyBasket() {
      items = [];
      adjusted = 0;
    },
    showAll() {
      byId('help-said').textContent = '';
      show('home');
    },
  };
}
