// Who is compared, and how each board is looked at from inside its page. `look` runs in the page:
//   list(stage)   the element that is a column's visible area
//   cards(stage)  the elements of its cards that exist, from above
//   key(card)     the deal's title, which is also its id on the other boards
//   place(key)    the stage in whose column the card lies; null while it is in the hand
//   counts()      what the heads say: it changes when another choice of deals is shown
// Voronka's things are found by role and name, in the mirror that lies over its canvas.
import { fileURLToPath } from 'node:url';

const voronka = () => ({
  list: (stage) => document.querySelector(`[role=list][aria-label="${stage}"]`),
  cards(stage) { return [...this.list(stage)?.children ?? []]; },
  key: (card) => card.getAttribute('aria-label').split(', ')[0],
  place(key) {
    const card = [...document.querySelectorAll('[role=list] > li')].find((one) => this.key(one) === key);
    return card?.closest('[role=list]').getAttribute('aria-label') ?? null;
  },
  counts: () => [...document.querySelectorAll('main h2')].map((head) => head.textContent).join('\n'),
});

const ej2 = () => ({
  list: (stage) => document.querySelector(`.e-content-cells[data-key="${stage}"] .e-card-wrapper`),
  cards(stage) { return [...this.list(stage)?.querySelectorAll('.e-card') ?? []]; },
  key: (card) => card.dataset.id,
  place(key) {
    const card = document.querySelector(`.e-card[data-id="${key}"]:not(.e-cloned-card, .e-kanban-dragged-card)`);
    return card?.closest('.e-content-cells').dataset.key ?? null;
  },
  counts: () => [...document.querySelectorAll('.e-item-count')].map((count) => count.textContent).join('\n'),
});

const react_trello = () => ({
  lanes: () => [...document.querySelectorAll('.react-trello-lane')],
  list(stage) { return this.lanes().find((lane) => lane.title === stage)?.querySelector('.smooth-dnd-container').parentElement; },
  cards(stage) { return [...this.list(stage)?.querySelectorAll('article') ?? []]; },
  key: (card) => card.dataset.id,
  place(key) {
    if (document.querySelector('.smooth-dnd-ghost')) return null;
    return document.querySelector(`article[data-id="${key}"]`)?.closest('section').title ?? null;
  },
  counts: () => [...document.querySelectorAll('.react-trello-lane > header')].map((head) => head.lastElementChild.textContent).join('\n'),
});

const jkanban = () => ({
  list: (stage) => document.querySelector(`.kanban-board[data-id="${stage}"] .kanban-drag`),
  cards(stage) { return [...this.list(stage)?.children ?? []]; },
  key: (card) => card.dataset.eid,
  place(key) {
    if (document.querySelector('.gu-mirror')) return null;
    return document.querySelector(`.kanban-item[data-eid="${key}"]`)?.closest('.kanban-board').dataset.id ?? null;
  },
  counts: () => [...document.querySelectorAll('.count')].map((count) => count.textContent).join('\n'),
});

// A page without anything: what the frames, the mouse and the browser cost by themselves.
const floor = () => ({ list: () => null, cards: () => [document.body], key: () => '', place: () => null, counts: () => '' });

export const boards = [
  { name: 'Voronka', folder: fileURLToPath(new URL('../../../dist/', import.meta.url)), look: voronka },
  { name: 'ej2-kanban', entry: 'ej2.mjs', look: ej2 },
  { name: 'react-trello', entry: 'react_trello.jsx', look: react_trello },
  { name: 'jkanban', entry: 'jkanban.mjs', look: jkanban },
  { name: 'empty page', entry: 'empty.mjs', look: floor, is_floor: true },
];
