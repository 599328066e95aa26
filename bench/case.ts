import type { BenchAgent } from './seed-people.ts';
import type { Sizes } from './seed-rows.ts';

/** Something an agent does often, asked over loopback and set against its own SQL alone on the same PostgreSQL. */
export type BenchCase = {
  name: string;
  agent: BenchAgent;
  /** What is asked: one path after the other, round and round. */
  paths: string[];
  /** How many times in all. */
  times: number;
  goals: { p95?: number; ratio?: number };
  /** Before each request, outside its time. */
  before?: (() => Promise<void>) | undefined;
  /** What an answer must hold, else the figure means nothing. */
  check(body: unknown): boolean;
};

export type MakeCases = (desk: { sizes: Sizes; touch(): Promise<void> }) => BenchCase[];
