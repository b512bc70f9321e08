// What the browser promises about the data, and by which rule it deletes what it did not promise to keep. The rule is known by the
// browser's name only: no interface tells it.
const rules = ['other', 'chromium', 'firefox', 'safari', 'home_screen'];

const on_home_screen = () => navigator.standalone === true || matchMedia('(display-mode: standalone)').matches;

// Every browser on an iPhone or iPad is Safari inside; an iPad says it is a Mac, one with fingers.
export function read_browser({ userAgent, maxTouchPoints } = navigator, installed = on_home_screen()) {
  const phone = /iP(hone|ad|od)/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  const safari = phone || (/Safari\//.test(userAgent) && !/Chrom|Android|Edg/.test(userAgent));
  let rule = 'other';
  if (safari) rule = installed ? 'home_screen' : 'safari';
  else if (/Firefox\//.test(userAgent)) rule = 'firefox';
  else if (/Chrom(e|ium)\//.test(userAgent)) rule = 'chromium';
  return { rule, install_first: phone && !installed };
}

export function create_keeping(module, { wake }) {
  const { rule, install_first } = read_browser();
  const tell = ({ known = false, can_promise = false, promised = false, refused = false } = {}) => {
    module._platform_keeping(...[known, can_promise, promised, refused].map(Number), rules.indexOf(rule), Number(install_first));
    wake();
  };
  const look = async (refused = false) => {
    const { storage } = navigator;
    const promised = await storage?.persisted?.().catch(() => false) ?? false;
    tell({ known: true, can_promise: storage?.persist !== undefined, promised, refused: refused && !promised });
  };
  return {
    tell,
    look,
    async ask() {
      await navigator.storage.persist().catch(() => false);
      look(true);
    },
  };
}
