// A disk of a few megabytes for a browser's profile. Where one may not be mounted, the browser is told a quota instead: other words, the
// same lack of room.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
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
  // The browser goes on writing its logs meanwhile: what it took since the room was counted is found missing by ENOSPC, and what it gives
  // back is taken in the next round, so at the end there is no more room than was asked for.
  const fill = (bytes) => {
    const block = 64 * 1024;
    writeFileSync(filler, '');
    for (let rest = free() - bytes; rest > 0; rest = free() - bytes) {
      try {
        appendFileSync(filler, Buffer.alloc(Math.min(rest, block)));
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error;
        return;
      }
    }
  };
  const quota = async (page, quotaSize) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
  };
  return {
    profile: join(folder, 'profile'), real,
    async leave(bytes, page) {
      if (real) fill(bytes);
      else await quota(page, bytes + await page.evaluate(async () => (await navigator.storage.estimate()).usage));
    },
    async leave_all(page) {
      if (real) rmSync(filler);
      else await quota(page);
    },
  };
}
