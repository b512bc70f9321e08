// A disk of a few megabytes for a browser's profile. Where one may not be mounted, the browser is told a quota instead: other words, the
// same lack of room.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function mount(folder, megabytes) {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// -> { profile, real, leave(bytes, page), leave_all(page) }
export async function small_disk(t, megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-disk-'));
  const real = mount(folder, megabytes);
  const filler = join(folder, 'filler');
  t.after(() => {
    if (real) execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const free = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const quota = async (page, quotaSize) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
  };
  return {
    profile: join(folder, 'profile'), real,
    async leave(bytes, page) {
      if (real) writeFileSync(filler, Buffer.alloc(Math.max(0, free() - bytes)));
      else await quota(page, bytes + await page.evaluate(async () => (await navigator.storage.estimate()).usage));
    },
    async leave_all(page) {
      if (real) rmSync(filler);
      else await quota(page);
    },
  };
}
