import { z } from 'zod';
import type { Access, Route } from './route.ts';

type JsonObject = Record<string, unknown>;

export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: JsonObject;
};
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: JsonObject[];
  parameters: Parameter[];
  requestBody?: JsonObject;
  responses: Record<string, JsonObject>;
};
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: unknown };

/** OpenAPI 3.1 out of the same declarations that parse and serialise: it cannot say anything else than what happens. */
export function openApiOf(routes: readonly Route[], errorReply: z.ZodType): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const route of routes) {
    if (route.hidden) continue;
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atende',
      version: '1',
      description:
        'JSON over HTTP. Sign in with an API token (`Authorization: Bearer …`) or the session cookie. Unknown fields are ' +
        'refused. A POST with an `Idempotency-Key` is carried out once in 24 hours, whichever process it reaches.',
    },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'atende' },
      },
      schemas: { Error: jsonSchema(errorReply, 'output') },
    },
  };
}

function operationOf(route: Route): Operation {
  const body = requestBodyOf(route);
  return {
    operationId: operationId(route),
    summary: route.summary,
    description: whoMay(route.access),
    tags: [route.tag],
    security: 'public' in route.access ? [] : [{ token: [] }, { session: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...idempotency(route)],
    ...(body ? { requestBody: body } : {}),
    responses: responsesOf(route),
  };
}

function operationId(route: Route): string {
  const words = route.url.replace(/^\/api\//, '').split(/[/.:-]+/);
  return [route.method.toLowerCase(), ...words.filter(Boolean)].join('_');
}

function whoMay(access: Access): string {
  if ('public' in access) return `Public: ${access.public}.`;
  return 'may' in access ? `Needs the permission \`${access.may}\`.` : 'For every agent who is signed in.';
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: JsonObject;
    required?: string[];
  };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }));
}

function idempotency(route: Route): Parameter[] {
  if (route.method !== 'POST' || 'public' in route.access) return [];
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }];
}

function requestBodyOf(route: Route): JsonObject | null {
  if (route.raw) {
    const binary = { schema: { type: 'string', format: 'binary' } };
    return { required: true, content: Object.fromEntries(route.raw.types.map((type) => [type, binary])) };
  }
  if (!route.body) return null;
  return { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } };
}

function responsesOf(route: Route): Record<string, JsonObject> {
  const responses: Record<string, JsonObject> = {};
  for (const [status, schema] of Object.entries(route.replies)) {
    const content = schema ? { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } } : {};
    responses[status] = { description: Number(status) < 400 ? 'Done' : 'Refused', ...content };
  }
  const refusal = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return { ...responses, default: { description: 'Refused', content: refusal } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema, ...kept } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return kept;
}
