// The body of the page: keeps real elements over the canvas in step with the patches that C++ packs (src/ui/semantics.cpp).
// Focus is real focus on them. An element lives as long as its id, wherever it moves: assistive technology keeps its place.
import { lend, text_at } from './memory.js';

const set = 1, place = 2, children = 3;  // remove = 4
const flag = { focusable: 1, tab_stop: 2, disabled: 4, selected: 8, checkable: 16, checked: 32, mixed: 64, expandable: 128,
  expanded: 256, has_popup: 512, modal: 1024, current: 2048, invalid: 4096, inert: 8192, required: 16384,
  ascending: 65536, descending: 131072 };

// By enum class Role: tag, ARIA role where the tag does not say it, whether the name is the element's text (else aria-label).
const roles = [
  ['div', 'group'], ['main'], ['nav'], ['header'], ['section', 'region'], ['h', null, true], ['span', null, true], ['button', null, true],
  ['a', null, true], ['div', 'checkbox', true], ['button', 'switch', true], ['div', 'radio', true], ['div', 'radiogroup'], ['input'],
  ['button', 'combobox'], ['div', 'listbox'], ['div', 'option', true], ['div', 'menu'], ['div', 'menuitem', true], ['dialog', 'dialog'],
  ['ul', 'list'], ['li', null], ['div', 'tablist'], ['button', 'tab', true], ['div', 'tabpanel'], ['div', 'toolbar'],
  ['div', 'progressbar'], ['div', 'status', true], ['div', 'alert', true], ['div', 'img'], ['div', 'table'], ['div', 'row'],
  ['div', 'cell', true], ['div', 'columnheader', true], ['input', 'searchbox'], ['div', 'grid'], ['div', 'gridcell', true],
];
const list_item = 21, combobox = 14, menu_item = 18, row = 31, column_header = 33, grid = 35, grid_cell = 36;
const input_types = ['text', 'text', 'text', 'text', 'text', 'text', 'email', 'tel', 'text', 'url', 'password'];
const input_modes = ['text', 'text', 'decimal', 'decimal', 'text', 'text', 'email', 'tel', 'search', 'url', 'text'];

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }
  get more() { return this.at < this.bytes.length; }
  u8() { return this.view.getUint8(this.at++); }
  u32() { return this.view.getUint32((this.at += 4) - 4, true); }
  i32() { return this.view.getInt32((this.at += 4) - 4, true); }
  f32() { return this.view.getFloat32((this.at += 4) - 4, true); }
  rect() { return [this.f32(), this.f32(), this.f32(), this.f32()]; }
  text() {
    const size = this.u32();
    return Reader.decoder.decode(this.bytes.subarray(this.at, (this.at += size)));
  }
  static decoder = new TextDecoder();
}

const px = (value) => `${Math.round(value * 100) / 100}px`;
const attribute = (element, name, value) => {
  if (value === null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
};

// Positions in `sequence` of a longest increasing run: those elements stay, only the others move in the document.
function longest_increasing(sequence) {
  const ends = [], before = new Array(sequence.length);
  sequence.forEach((value, i) => {
    let low = 0, high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sequence[ends[middle]] < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1] : -1;
    ends[low] = i;
  });
  const kept = new Set();
  for (let i = ends.length > 0 ? ends[ends.length - 1] : -1; i >= 0; i = before[i]) kept.add(i);
  return kept;
}

export function create_mirror(module, root, { wake, frame_now }) {
  const nodes = new Map([[1, { element: root, order: [] }]]);
  const ids = new WeakMap();
  let applying = false;
  let composing = false;
  let last_pointer = -Infinity;
  const polite = document.getElementById('polite'), assertive = document.getElementById('assertive');

  const id_of = (element) => ids.get(element) ?? 0;
  const focused = () => id_of(document.activeElement);

  function create(role, field_kind, level) {
    let [tag] = roles[role];
    if (tag === 'h') tag = `h${Math.min(4, Math.max(1, level))}`;
    if (tag === 'input' && field_kind === 1) tag = 'textarea';
    const element = document.createElement(tag);
    if (tag === 'button') element.type = 'button';
    if (tag === 'dialog') element.setAttribute('open', '');
    return element;
  }

  function put_at(node, [x, y, width, height]) {
    const { style } = node.element;
    style.left = px(x);
    style.top = px(y);
    style.width = px(width);
    style.height = px(height);
  }

  function dress(node, element, field) {
    const { style } = element;
    if (element.tagName === 'INPUT') {
      element.type = input_types[field.kind];
      element.inputMode = input_modes[field.kind];
      element.enterKeyHint = field.kind === 8 ? 'search' : 'done';
    }
    element.spellcheck = field.kind <= 1;
    element.autocomplete = field.autocomplete || 'off';
    element.maxLength = field.max_length;
    element.placeholder = field.placeholder;
    element.readOnly = (field.bits & 2) !== 0;
    node.select_on_focus = (field.bits & 4) !== 0;
    style.fontSize = `${field.font}px`;
    style.lineHeight = `${field.line}px`;
    style.fontWeight = field.weight;
    style.padding = `${field.top}px ${field.right}px 0 ${field.left}px`;
    if (element.tagName === 'INPUT') style.paddingBottom = `${field.top}px`;
    style.textAlign = field.bits & 1 ? 'right' : 'left';
    const [r, g, b] = [field.color & 255, (field.color >> 8) & 255, (field.color >> 16) & 255];
    style.setProperty('--ink', `rgb(${r}, ${g}, ${b})`);
    // Scroll areas cut it, popups above it punch holes; what is cut away takes no clicks either.
    const box = ([x, y, w, h]) => `M${x} ${y}h${w}v${h}h${-w}Z`;
    style.clipPath = `path(evenodd, "${box(field.clip)}${field.holes.map(box).join('')}")`;
  }

  // Writes a value of C++ back, unless it is only the echo of what the user typed meanwhile.
  function write_back(node, value) {
    if (value === node.value) return;
    node.value = value;
    const echo = node.told.indexOf(value);
    if (echo >= 0) {
      node.told.splice(0, echo + 1);
      return;
    }
    node.told.length = 0;
    if (!(composing && node.element === document.activeElement) && node.element.value !== value) node.element.value = value;
  }

  function apply_set(reader) {
    const id = reader.u32(), parent = reader.u32(), role = reader.u8(), flags = reader.u32();
    const level = reader.i32(), position = reader.i32(), set_size = reader.i32(), now = reader.i32();
    const rect = reader.rect();
    const name = reader.text(), value = reader.text(), description = reader.text(), href = reader.text(), keys = reader.text();
    let field = null;
    if (reader.u8() === 1) {
      field = { kind: reader.u8(), font: reader.f32(), line: reader.f32(), weight: reader.i32(), left: reader.f32(), top: reader.f32(),
        right: reader.f32(), color: reader.u32(), max_length: reader.i32(), bits: reader.u8(), placeholder: reader.text(),
        autocomplete: reader.text(), clip: reader.rect(), holes: [] };
      for (let left = reader.u32(); left > 0; --left) field.holes.push(reader.rect());
    }
    let node = nodes.get(id);
    const kind = `${role}/${field ? field.kind === 1 : ''}/${role === 5 ? level : ''}`;
    if (node && node.kind !== kind) {
      // Another element is needed; what hangs below it moves over.
      const element = create(role, field?.kind, level);
      element.append(...node.element.children);
      node.element.replaceWith(element);
      nodes.set(id, (node = { element, kind, told: [], value: '' }));
      ids.set(element, id);
    } else if (!node) {
      node = { element: create(role, field?.kind, level), kind, told: [], value: '' };
      nodes.set(id, node);
      ids.set(node.element, id);
    }
    const { element } = node;
    const holder = (nodes.get(parent) ?? nodes.get(1)).element;
    if (element.parentNode !== holder) holder.append(element);

    const on = (bit) => (flags & bit) !== 0;
    const [, aria_role, named_by_text] = roles[role];
    let actual_role = aria_role ?? null;
    if (role === menu_item && on(flag.checkable)) actual_role = 'menuitemcheckbox';
    attribute(element, 'role', actual_role);
    put_at(node, rect);
    const words = named_by_text || role === list_item ? name : role === combobox ? value : '';
    if (field === null && (words !== '' || node.text)) {
      if (!node.text) element.prepend((node.text = document.createTextNode('')));
      if (node.text.data !== words) node.text.data = words;
    }
    attribute(element, 'aria-label', named_by_text || name === '' ? null : name);
    attribute(element, 'aria-description', description || null);
    attribute(element, 'aria-keyshortcuts', keys || null);
    attribute(element, 'tabindex', on(flag.focusable) ? (on(flag.tab_stop) ? 0 : -1) : null);
    if ('disabled' in element) element.disabled = on(flag.disabled);
    else attribute(element, 'aria-disabled', on(flag.disabled) ? 'true' : null);
    attribute(element, 'aria-selected', ['option', 'tab', 'row'].includes(aria_role) ? String(on(flag.selected)) : null);
    const checked = on(flag.checkable) ? (on(flag.mixed) ? 'mixed' : String(on(flag.checked))) : null;
    attribute(element, 'aria-pressed', role === 7 ? checked : null);
    attribute(element, 'aria-checked', role === 7 ? null : checked);
    attribute(element, 'aria-expanded', on(flag.expandable) ? String(on(flag.expanded)) : null);
    attribute(element, 'aria-haspopup', on(flag.has_popup) ? (role === column_header ? 'menu' : 'listbox') : null);
    attribute(element, 'aria-sort', on(flag.ascending) ? 'ascending' : on(flag.descending) ? 'descending' : null);
    attribute(element, 'aria-modal', on(flag.modal) ? 'true' : null);
    attribute(element, 'aria-current', on(flag.current) ? 'page' : null);
    attribute(element, 'aria-invalid', on(flag.invalid) ? 'true' : null);
    attribute(element, 'aria-required', on(flag.required) && field ? 'true' : null);
    // Of a grid only what can be seen is here, so everything says where it belongs.
    const counted = (wanted) => (wanted && position > 0 ? position : null);
    const in_grid = [row, column_header, grid, grid_cell].includes(role);
    attribute(element, 'aria-rowindex', counted(role === row));
    attribute(element, 'aria-colindex', counted(role === column_header || role === grid_cell));
    attribute(element, 'aria-colcount', counted(role === grid));
    attribute(element, 'aria-rowcount', role === grid ? set_size : null);
    attribute(element, 'aria-multiselectable', role === grid ? 'true' : null);
    attribute(element, 'aria-posinset', counted(!in_grid));
    attribute(element, 'aria-setsize', !in_grid && set_size > 0 ? set_size : null);
    attribute(element, 'aria-valuenow', role === 26 && now >= 0 ? now : null);
    if (element.inert !== on(flag.inert)) element.inert = on(flag.inert);
    if (role === 8) {
      // C++ lets only safe addresses through; what the browser makes of it is checked once more.
      attribute(element, 'href', href.startsWith('#/') || href === 'recover.html' || /^(https?|mailto|tel|sip):/i.test(href) ? href : null);
      if (!href.startsWith('#')) {
        attribute(element, 'target', '_blank');
        attribute(element, 'rel', 'noopener noreferrer');
      }
    }
    if (field !== null) {
      dress(node, element, field);
      write_back(node, value);
    }
  }

  function apply_children(reader) {
    const parent = nodes.get(reader.u32());
    const wanted = [];
    for (let left = reader.u32(); left > 0; --left) {
      const node = nodes.get(reader.u32());
      if (node) wanted.push(node.element);
    }
    if (!parent) return;
    const holder = parent.element;
    for (const element of wanted) if (element.parentNode !== holder) holder.append(element);
    const now = new Map([...holder.children].map((element, index) => [element, index]));
    const kept = longest_increasing(wanted.map((element) => now.get(element)));
    for (let i = wanted.length - 1, next = null; i >= 0; next = wanted[i--]) {
      if (kept.has(i)) continue;
      // moveBefore keeps focus and a running edit where the browser has it.
      if (holder.moveBefore) holder.moveBefore(wanted[i], next);
      else holder.insertBefore(wanted[i], next);
    }
  }

  function apply(pointer, size) {
    const reader = new Reader(module.HEAPU8.slice(pointer >>> 0, (pointer >>> 0) + size));
    const had_focus = document.activeElement;
    applying = true;
    while (reader.more) {
      const op = reader.u8();
      if (op === set) apply_set(reader);
      else if (op === place) {
        const node = nodes.get(reader.u32());
        const rect = reader.rect();
        if (node) put_at(node, rect);
      } else if (op === children) apply_children(reader);
      else {
        const id = reader.u32();
        const node = nodes.get(id);
        nodes.delete(id);
        if (!node) continue;
        // What still lives below it was moved away by the orders before; its own text and dead children go with it.
        node.element.remove();
      }
    }
    if (had_focus !== document.activeElement && ids.has(had_focus) && had_focus.isConnected && nodes.has(id_of(had_focus))) {
      had_focus.focus({ preventScroll: true });
    }
    applying = false;
  }

  function focus(id) {
    const element = nodes.get(id)?.element;
    if (!element || id === 1) {
      document.activeElement?.blur?.();
      return;
    }
    if (document.activeElement !== element) element.focus({ preventScroll: true });
  }

  // Alternating ends make the same sentence a change, so that it is read again.
  function announce(text, now) {
    const region = now ? assertive : polite;
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }

  root.addEventListener('focusin', ({ target }) => {
    const id = id_of(target);
    if (id === 0) return;
    const node = nodes.get(id);
    if (node?.select_on_focus) target.select();
    if (applying) return;
    module._platform_focus(id, 1);
    wake();
  });
  root.addEventListener('focusout', ({ target, relatedTarget }) => {
    const id = id_of(target);
    if (applying || id === 0) return;
    // What a view puts into a long text goes in where the caret was.
    if (target.tagName === 'TEXTAREA') {
      lend(module, target.value.slice(0, target.selectionStart), (pointer, size) => module._platform_caret(id, pointer, size));
    }
    if (id_of(relatedTarget) !== 0) return;
    module._platform_focus(id, 0);
    wake();
  });
  root.addEventListener('input', ({ target }) => {
    const id = id_of(target), node = nodes.get(id);
    if (!node) return;
    node.told.push(target.value);
    if (node.told.length > 64) node.told.shift();
    node.value = null;  // whatever C++ says next is looked at
    lend(module, target.value, (pointer, size) => module._platform_text(id, pointer, size));
    wake();
  });
  root.addEventListener('change', ({ target }) => {
    const id = id_of(target);
    if (id === 0) return;
    module._platform_commit(id);
    wake();
  });
  root.addEventListener('compositionstart', () => { composing = true; });
  root.addEventListener('compositionend', () => { composing = false; });
  // A click that no pointer made comes from assistive technology (or a test of it).
  root.addEventListener('click', (event) => {
    const element = event.target.closest?.('[tabindex]');
    const id = id_of(element);
    if (id === 0 || element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') return;
    if (event.detail > 0 && performance.now() - last_pointer < 700) return;
    if (element.tagName !== 'A') event.preventDefault();  // a link acts by itself, and C++ is told
    module._platform_click(id);
    frame_now();
  });

  return {
    apply, focus, announce, focused, id_of,
    pointer_seen() { last_pointer = performance.now(); },
    says: (pointer, size, now) => announce(text_at(module, pointer, size), now !== 0),
    is_text: (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement,
    is_composing: () => composing,
  };
}
