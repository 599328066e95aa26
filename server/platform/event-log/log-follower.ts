import { followNotices } from '../database/notices.ts';
import type { Platform } from '../platform.ts';
import { logChannel } from './log-sequencer.ts';

/** Calls `onMove` when the log has grown. A call may be missed while the connection is away: whoever listens polls besides. */
export function followLog(p: Platform, onMove: () => void): { stop(): Promise<void> } {
  return followNotices(p, { channel: logChannel, name: 'atende follower', onNotice: onMove, onBegin: onMove });
}
