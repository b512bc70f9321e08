// Text that another program shared with the installed one (the manifest's share_target) comes as a query of the address. It becomes the
// route of a new deal, and leaves the address: a reload must not ask for the same deal again.
const parts = ['title', 'text', 'url'];

// '' when the address shares nothing.
export function shared_route(address) {
  const query = new URL(address).searchParams;
  let said = [];
  for (const part of parts) {
    const text = (query.get(part) ?? '').replace(/\s+/g, ' ').trim();
    if (text === '' || said.some((other) => other.includes(text))) continue;
    said = said.filter((other) => !text.includes(other));  // a title that the text begins with
    said.push(text);
  }
  return said.length === 0 ? '' : `#/new?q=${encodeURIComponent(said.join(' ').slice(0, 500))}`;
}

export function take_shared() {
  const route = shared_route(location.href);
  if (route === '') return;
  const address = new URL(location.href);
  for (const part of parts) address.searchParams.delete(part);
  address.hash = route;
  history.replaceState(null, '', address);
}
