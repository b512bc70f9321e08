// Pointer, wheel and keys of the whole page, in physical pixels. Everything goes to C++ except what belongs to a text field;
// a key is kept from the browser only when C++ says at once that it wants it.
import { lend } from './memory.js';

const named = {
  Enter: 256, Escape: 257, Tab: 258, Backspace: 259, Delete: 260, ArrowLeft: 261, ArrowRight: 262, ArrowUp: 263, ArrowDown: 264,
  Home: 265, End: 266, PageUp: 267, PageDown: 268, F1: 269, F2: 270, F3: 271, F4: 272, ContextMenu: 273,
};

// The letter on the key cap where it is Latin, else the place of the key: Ctrl+Z is the same key on a Russian layout.
function key_code(event) {
  if (named[event.key]) return named[event.key];
  if (event.shiftKey && event.key === 'F10') return named.ContextMenu;
  if (event.key.length === 1) {
    const upper = event.key.toUpperCase();
    if (/^[A-Z0-9]$/.test(upper)) return upper.charCodeAt(0);
    const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code);
    if (event.key.charCodeAt(0) > 127 && place) return (place[1] ?? place[2]).charCodeAt(0);
    if (event.key.charCodeAt(0) < 128) return event.key.charCodeAt(0);
    if (event.code === 'Slash') return event.shiftKey ? 63 : 47;
  }
  return 0;
}

export function create_input(module, { page, canvas, mirror, wake, frame_now }) {
  const mac = /Mac|iP(hone|ad|od)/.test(navigator.userAgentData?.platform ?? navigator.platform);
  const mods = (event) => {
    // AltGr is Ctrl+Alt on Windows and types characters.
    const alt_graph = event.getModifierState?.('AltGraph') ?? false;
    const control = (mac ? event.metaKey : event.ctrlKey) && !alt_graph;
    const meta = mac ? event.ctrlKey : event.metaKey;
    return (control ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey && !alt_graph ? 4 : 0) | (meta ? 8 : 0);
  };
  const kinds = { mouse: 0, touch: 1, pen: 2 };
  const buttons = { 0: 0, 2: 1, 1: 2 };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  const send = (event, phase) => {
    const [x, y] = place(event);
    module._platform_pointer(kinds[event.pointerType] ?? 0, phase, event.pointerId, buttons[event.button] ?? 0, x, y, mods(event), event.timeStamp / 1000);
  };
  // Text fields and links are real elements and act by themselves; C++ only hears where the pointer is.
  const is_native = (target) => mirror.is_text(target) || target.closest?.('#mirror a');

  page.addEventListener('pointermove', (event) => { send(event, 0); wake(); });
  page.addEventListener('pointerdown', (event) => {
    mirror.pointer_seen();
    if (!is_native(event.target)) page.setPointerCapture?.(event.pointerId);
    send(event, 1);
    wake();
  });
  page.addEventListener('pointerup', (event) => {
    mirror.pointer_seen();
    send(event, 2);
    // Inside the event: file pickers, the clipboard and focus on a phone need the user's own gesture.
    frame_now();
  });
  page.addEventListener('pointercancel', (event) => { send(event, 3); wake(); });
  page.addEventListener('pointerleave', (event) => { send(event, 4); wake(); });
  // The canvas takes no focus, C++ says who gets it; without this a click would take it from a node for a moment.
  page.addEventListener('mousedown', (event) => { if (!is_native(event.target)) event.preventDefault(); });
  // After a touch the browser makes up a mouse click at the same place, and by then a panel with a text field may lie there:
  // a tap on a card would open the deal and the keyboard with it.
  page.addEventListener('touchend', (event) => { if (event.cancelable && !is_native(event.target)) event.preventDefault(); }, { passive: false });
  page.addEventListener('contextmenu', (event) => { if (!mirror.is_text(event.target)) event.preventDefault(); });

  page.addEventListener('wheel', (event) => {
    const line = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? innerHeight * 0.9 : 1;
    if (event.ctrlKey) {
      // Two fingers on a trackpad come like this, too, in small steps; a notch of a wheel is to be one size.
      const notch = Math.max(-13, Math.min(13, event.deltaY * line));
      if (module._platform_pinch(Math.exp(-notch / 100), ...place(event))) { event.preventDefault(); wake(); }
      return;
    }
    if (event.target instanceof HTMLTextAreaElement && event.target === document.activeElement) return;
    const scale = canvas.width / canvas.clientWidth;
    const sideways = event.shiftKey && event.deltaX === 0;
    module._platform_wheel((sideways ? event.deltaY : event.deltaX) * line * scale, (sideways ? 0 : event.deltaY) * line * scale);
    event.preventDefault();
    wake();
  }, { passive: false });

  // Safari tells of a trackpad's fingers by events of its own. Of those on glass, too, which come as pointers already.
  if (navigator.maxTouchPoints === 0) {
    let before = 1;
    const pinch = (event, ratio) => {
      before = event.scale;
      if (module._platform_pinch(ratio, ...place(event))) { event.preventDefault(); wake(); }
    };
    page.addEventListener('gesturestart', (event) => pinch(event, 1));
    page.addEventListener('gesturechange', (event) => pinch(event, event.scale / before));
  }

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const code = key_code(event);
    const in_text = mirror.is_text(document.activeElement);
    const printable = event.key.length === 1 || event.key.length === 2 ? event.key : '';
    // A sign typed with Shift is that sign, whatever the layout.
    let held = mods(event);
    if (event.key.length === 1 && !/^\p{L}$/u.test(event.key) && code < 128) held &= ~2;
    if (code === named.ContextMenu) held = 0;
    const wanted = lend(module, in_text ? '' : printable, (pointer, size) =>
      module._platform_key(code, held, mirror.focused(), in_text ? 1 : 0, event.repeat ? 1 : 0, pointer, size));
    if (wanted) event.preventDefault();
    if (wanted || !in_text) frame_now();
    else wake();
  });
  // Firefox clicks a button on the release of Space even when its press was taken.
  document.addEventListener('keyup', (event) => {
    if (event.key === ' ' && mirror.focused() !== 0 && !mirror.is_text(document.activeElement)) event.preventDefault();
  });
  window.addEventListener('blur', () => { module._platform_pointer(0, 3, 0, 0, 0, 0, 0, performance.now() / 1000); wake(); });
  return { mac };
}
