// An offer on paper. C++ gives it as HTML in which everything is escaped (src/templates/offer_html.cpp); the browser prints the page, so it
// stands there, unseen, while the print style shows it and nothing else. No frame and no window of its own: the page's security
// policy knows neither. Should markup ever come through, only these elements are taken over, and nothing they carry but one class.
import { text_at } from './memory.js';

const taken = new Set(['H1', 'P', 'BR', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD']);

function taken_over(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (!taken.has(node.nodeName)) return '';
  const element = document.createElement(node.nodeName);
  if (node.className === 'n') element.className = 'n';
  element.append(...[...node.childNodes].map(taken_over));
  return element;
}

export function create_printer(module, { paper, policy }) {
  const { documentElement: html } = document;
  return {
    print(title, title_size, text, text_size) {
      const written = new DOMParser().parseFromString(policy.createHTML(text_at(module, text, text_size)), 'text/html');
      paper.replaceChildren(...[...written.body.childNodes].map(taken_over));
      const page_title = document.title;
      document.title = text_at(module, title, title_size) || page_title;  // what the file is called when one prints into a PDF
      html.dataset.print = 'on';
      addEventListener('afterprint', () => {
        delete html.dataset.print;
        document.title = page_title;
        paper.replaceChildren();
      }, { once: true });
      // The dialog holds the page up: the frame that asked for it is finished first.
      setTimeout(() => window.print(), 0);
    },
  };
}
