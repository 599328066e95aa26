import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, AgentActor, Permission } from '../../../domain/permissions.ts';

/** Who may call a route. A route without it stops the boot; the access matrix in the tests is made from it. */
export type Access =
  | { public: string } // says why nobody needs to be signed in
  | { signedIn: true }
  | { may: Permission };

type Schema = z.ZodType | undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a route's `run` is given: everything already parsed by its schemas. `actor` is null only on public routes. */
export type Call<A extends Access, B extends Schema, P extends Schema, Q extends Schema> = {
  actor: A extends { public: string } ? Actor | null : AgentActor;
  body: Out<B>;
  params: Out<P>;
  query: Out<Q>;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** One HTTP route. `replies` maps a status to its schema (`null`: no body); the first one is what `run` answers with. */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  access: Access;
  summary: string;
  tag: string;
  body?: z.ZodType;
  params?: z.ZodType;
  query?: z.ZodType;
  replies: Record<number, z.ZodType | null>;
  /** Raw bytes instead of JSON: the content types accepted and the largest body. `run` finds a Buffer in `request.body`. */
  raw?: { types: string[]; maxBytes: number };
  /** The handler answers by itself (streams, files); no serialiser is used. */
  streams?: boolean;
  /** Called when the server begins to close, before it waits for open connections: ends streams. */
  onClose?: () => Promise<void>;
  /** Hidden from OpenAPI (pages, static files). */
  hidden?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the list of routes is heterogeneous; `route()` below keeps each one typed
  run(call: any): Promise<unknown>;
};

/** Declares a route with `run` typed from its schemas. Names of path parameters say what they are: `:number`, `:agentId`. */
export function route<
  A extends Access,
  B extends Schema = undefined,
  P extends Schema = undefined,
  Q extends Schema = undefined,
>(
  declared: Omit<Route, 'run' | 'access' | 'body' | 'params' | 'query'> & {
    access: A;
    body?: B;
    params?: P;
    query?: Q;
    run(call: Call<A, B, P, Q>): Promise<unknown>;
  },
): Route {
  return declared as unknown as Route;
}
