import type { Room } from '../platform/room.ts';
import { topicJobs } from './jobs.ts';
import { topicRoutes } from './routes.ts';

export const topicsRoom: Room = { routes: topicRoutes, jobs: topicJobs };
