import { z } from 'zod';
import type { Route } from './route.ts';

type JsonSchema = Record<string, unknown>;

/** A route's replies as Fastify wants them: compiled once into serialisers that write declared fields and nothing else. */
export function replySchemas(route: Route): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  for (const [status, schema] of Object.entries(route.replies)) {
    if (schema && !route.streams) schemas[status] = serialiserSchema(schema);
  }
  return schemas;
}

/** The status a route answers with when `run` returns. */
export function mainStatus(route: Route): number {
  return Number(Object.keys(route.replies)[0] ?? 200);
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
