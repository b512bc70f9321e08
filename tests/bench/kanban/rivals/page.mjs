// What the three pages share: the deals, the search field, words of a card.

export const board = fetch('deals.json').then((answer) => answer.json());

export const by_stage = (stages, deals) => {
  const lists = new Map(stages.map((stage) => [stage, []]));
  for (const deal of deals) lists.get(deal.stage).push(deal);
  return [...lists];
};

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
export const money = (amount) => dollars.format(amount);

export const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

// Calls show(text, fits) for every letter; fits(deal) is the rule for a board that has no search of its own.
export const search = (show) => document.querySelector('[type=search]').addEventListener('input', ({ target }) => {
  const text = target.value.toLowerCase();
  show(text, ({ title, company }) => title.toLowerCase().includes(text) || company.toLowerCase().includes(text));
});
