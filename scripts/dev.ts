import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { projectFolder } from './web/folders.ts';
import { webSettings } from './web/settings.ts';

/** `npm run dev`: the desk, restarted when its files change, and the workspace with hot reload in front of it. */
const port = Number(process.env.PORT ?? 3000);
const target = `http://127.0.0.1:${port}`;

const desk = spawn(process.execPath, ['--watch-preserve-output', '--watch', 'scripts/start.ts'], {
  cwd: projectFolder,
  stdio: 'inherit',
  env: { ...process.env, PORT: String(port) },
});
const web = await createServer({
  ...webSettings(),
  logLevel: 'info',
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/health'].map((path) => [path, { target, headers: { host: `127.0.0.1:${port}` } }]),
    ),
  },
});
await web.listen();
web.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    desk.kill(signal);
    desk.once('exit', () => process.exit(0));
    void web.close();
  });
}
