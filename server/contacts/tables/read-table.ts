import { AppError } from '../../../domain/errors.ts';
import { workers } from '../../platform/threads/worker-pool.ts';
import type { Table, TableInput, TableLimits } from './read-table-worker.ts';

const module = new URL('./read-table-worker.ts', import.meta.url);
const timeoutMs = 20_000;
export const tableLimits: TableLimits = { rows: 50_000, columns: 100, unpackedBytes: 150_000_000 };
export const largestTable = 10 * 1024 * 1024;

/** A CSV or XLSX file as rows of text. Read in a thread under limits: what is too heavy for them is refused, and nothing else suffers. */
export async function readTable(bytes: Uint8Array, limits: TableLimits = tableLimits): Promise<Table> {
  try {
    return await workers.run<Table>({ module, input: { bytes, limits } satisfies TableInput, timeoutMs });
  } catch (error) {
    if (error instanceof AppError && /^(worker_timeout|worker_memory)$/.test(error.code)) {
      throw new AppError('invalid', 'table_too_large', 'This table is too heavy to be read.', { cause: error });
    }
    throw error;
  }
}
