// jkanban has no search: what is typed gives the boards anew.
import 'jkanban';
import 'jkanban/jkanban.css';
import { board, by_stage, escape, money, search } from './page.mjs';

const item = ({ id, title, company, amount, close }) => (
  { id, title: `<b>${escape(title)}</b><div>${escape(company)}</div><div>${money(amount)} · ${close}</div>` });

board.then(({ stages, deals }) => {
  const show = (shown) => {
    document.querySelector('#board').replaceChildren();
    const boards = by_stage(stages, shown).map(([stage, list]) => (
      { id: stage, title: `${stage} <small class="count">${list.length}</small>`, item: list.map(item) }));
    new window.jKanban({ element: '#board', gutter: '4px', widthBoard: '172px', dragBoards: false, boards });
  };
  show(deals);
  document.documentElement.dataset.app = 'ready';
  search((_, fits) => show(deals.filter(fits)));
});
