export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only after the click has long returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
