// The power goes while a browser writes: it is killed, and below it only what was synced is left (forgetful_disk.cpp).
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./forgetful_disk.cpp', import.meta.url));

// -> { env(profile): for the browser; power_cut(profile): after it was killed, the profile as the disk has it; files(): what is kept now }
export async function forgetful_disk() {
  const folder = await mkdtemp(join(tmpdir(), 'voronka-disk-'));
  const library = join(folder, 'forgetful.so');
  execFileSync('c++', ['-std=c++20', '-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const kept = join(folder, 'kept');
  const watched = (profile) => join(profile, 'Default', 'IndexedDB');
  return {
    async env(profile, { slow_ms = 0 } = {}) {
      await rm(kept, { recursive: true, force: true });
      await mkdir(watched(profile), { recursive: true });
      await cp(watched(profile), kept, { recursive: true });
      return { LD_PRELOAD: library, FORGETFUL_DISK: watched(profile), FORGETFUL_KEPT: kept, FORGETFUL_SLOW_MS: String(slow_ms || '') };
    },
    async power_cut(profile) {
      await rm(watched(profile), { recursive: true });
      await rename(kept, watched(profile));
    },
    files: () => readdir(kept, { recursive: true }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
