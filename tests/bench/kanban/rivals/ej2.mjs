// @syncfusion/ej2-kanban, with its virtual scrolling and its own search; the smallest of its styles that asks no foreign host for fonts.
import { Query } from '@syncfusion/ej2-data';
import { Kanban } from '@syncfusion/ej2-kanban';
import '@syncfusion/ej2-base/styles/fabric-lite.css';
import '@syncfusion/ej2-layouts/styles/fabric-lite.css';
import '@syncfusion/ej2-kanban/styles/fabric-lite.css';
import { board, escape, money, search } from './page.mjs';

const card = ({ title, company, amount, close }) => {
  const node = document.createElement('div');
  node.className = 'card';
  node.innerHTML = `<b>${escape(title)}</b><div>${escape(company)}</div><div>${money(amount)} · ${close}</div>`;
  return [node];
};

board.then(({ stages, deals }) => {
  const kanban = new Kanban({
    dataSource: deals,
    keyField: 'stage',
    columns: stages.map((stage) => ({ keyField: stage, headerText: stage, showItemCount: true })),
    cardSettings: { headerField: 'id', template: card },
    enableVirtualization: true,
    height: `${innerHeight - 48}px`,
    cardHeight: '82px',
    dataBound: () => { document.documentElement.dataset.app = 'ready'; },
  });
  kanban.appendTo('#board');
  search((text) => { kanban.query = text ? new Query().search(text, ['title', 'company'], 'contains', true) : new Query(); });
});
