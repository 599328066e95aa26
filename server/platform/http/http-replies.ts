import fastJson from 'fast-json-stringify';
import { z } from 'zod';
import type { Route } from './route.ts';

type JsonSchema = Record<string, unknown>;
type Serialiser = (reply: unknown) => string;

/**
 * A route's replies as Fastify wants them: serialisers that write declared fields and nothing else. Each is compiled when it first
 * answers: all of them together would cost half a second of every start.
 */
export function replySerialisers(route: Route) {
  const declared = Object.entries(route.replies).filter(([, schema]) => schema && !route.streams);
  if (declared.length === 0) return {};
  return {
    schema: { response: Object.fromEntries(declared.map(([status]) => [status, {}])) },
    serializerCompiler: ({ httpStatus }: { httpStatus?: string }): Serialiser => {
      const schema = route.replies[Number(httpStatus)] as z.ZodType;
      return (reply) => serialiserOf(schema)(reply);
    },
  };
}

/** The status a route answers with when `run` returns. */
export function mainStatus(route: Route): number {
  return Number(Object.keys(route.replies)[0] ?? 200);
}

const compiled = new WeakMap<z.ZodType, Serialiser>();

/** One for each schema, however many apps a process opens. */
export function serialiserOf(schema: z.ZodType): Serialiser {
  const known = compiled.get(schema);
  if (known) return known;
  const made: Serialiser = fastJson(serialiserSchema(schema), { objectMechanism: 'native' });
  compiled.set(schema, made);
  return made;
}

function serialiserSchema(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' });
  return simplify(json) as JsonSchema;
}

const textChecks = new Set(['$schema', 'pattern', 'minLength', 'maxLength', 'contentEncoding']);

/**
 * The serialiser chooses between alternatives by validating each (slow, and strict about what it need not judge): `X or null`
 * becomes a nullable X, and checks of texts (formats, patterns) go: they were made where the text came in.
 */
function simplify(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(simplify);
  if (typeof schema !== 'object' || schema === null) return schema;
  const given = schema as JsonSchema;
  const nullable = nullableOf(given.anyOf);
  if (nullable) return simplify(nullable);
  const kept = Object.entries(given).filter(
    ([key, value]) => !textChecks.has(key) && !(key === 'format' && value !== 'date-time'),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'properties' ? eachOf(value) : simplify(value)]));
}

function eachOf(properties: unknown): JsonSchema {
  return Object.fromEntries(Object.entries(properties as JsonSchema).map(([name, inner]) => [name, simplify(inner)]));
}

function nullableOf(alternatives: unknown): JsonSchema | null {
  if (!Array.isArray(alternatives) || alternatives.length !== 2) return null;
  const other = alternatives.find((one) => one.type !== 'null');
  if (!other || !alternatives.some((one) => one.type === 'null')) return null;
  if (typeof other.type !== 'string' || other.enum || 'const' in other) return null;
  return { ...other, nullable: true };
}
