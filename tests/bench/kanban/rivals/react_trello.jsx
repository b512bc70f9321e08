// react-trello has no search: what is typed gives the data anew.
import React, { useEffect, useState } from 'react';
import { render } from 'react-dom';
import trello from 'react-trello';
import { board, by_stage, money, search } from './page.mjs';

const Board = trello.default;  // an older module's default export, seen from a newer one
const lanes = (stages, deals) => by_stage(stages, deals).map(([stage, list]) => ({
  id: stage, title: stage, label: String(list.length), style: { width: 176 },
  cards: list.map(({ id, title, company, amount, close }) => ({ id, title, description: `${company}\n${money(amount)} · ${close}` })),
}));

function Page({ stages, deals }) {
  const [data, set_data] = useState(() => ({ lanes: lanes(stages, deals) }));
  useEffect(() => search((_, fits) => set_data({ lanes: lanes(stages, deals.filter(fits)) })), []);
  return <Board data={data} hideCardDeleteIcon cardStyle={{ minWidth: 0, maxWidth: 'none' }} style={{ height: 'calc(100vh - 48px)' }} />;
}

board.then(({ stages, deals }) => render(<Page stages={stages} deals={deals} />, document.querySelector('#board'),
  () => { document.documentElement.dataset.app = 'ready'; }));
