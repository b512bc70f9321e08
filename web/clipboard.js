// Copy and paste outside of text fields, which are the browser's own. What is chosen is put together inside the copy event: only
// there every browser lets a page write. Pasted rows become a file, which goes the way of all files: nothing is changed before the
// preview was confirmed.
export function watch_clipboard(module, { mirror, page, files, frame_now }) {
  const in_text = () => mirror.is_text(document.activeElement);

  document.addEventListener('copy', (event) => {
    if (in_text()) return;
    const words = page.copied_by(() => {
      module._platform_copy();
      frame_now();
    });
    if (words === null) return;
    event.clipboardData.setData('text/plain', words);
    event.preventDefault();
  });

  document.addEventListener('paste', (event) => {
    if (in_text()) return;
    const words = event.clipboardData.getData('text/plain');
    // A single word is no table.
    if (!/[\t\n]/.test(words.trim())) return;
    event.preventDefault();
    files.bring(new File([words], 'clipboard.tsv', { type: 'text/tab-separated-values' }));
  });
}
