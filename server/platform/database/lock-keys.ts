/** Every advisory lock with a fixed key, on one page: two locks of one number would wait for each other. */
export const lockKeys = {
  migrate: 4_107_001,
  desk: 4_107_002,
  seed: 4_107_003,
  sequencer: 4_107_101,
  suspicions: 4_107_201,
} as const;
