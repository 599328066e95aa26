import { startEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { makeLog } from '../server/platform/log.ts';

/** A process that holds the embedded database of a folder, as a desk does: to be killed, or asked to stop. */
const [dataDir = ''] = process.argv.slice(2);
const keeping = { notes: makeLog('silent'), onLost: () => process.exit(1) };
const server = await startEmbeddedPostgres(dataDir, keeping).catch((error: Error) => {
  process.stderr.write(error.message);
  process.exit(1);
});
process.stdout.write(`${JSON.stringify({ address: server.address, uid: process.getuid?.() })}\n`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
setInterval(() => {}, 60_000);
