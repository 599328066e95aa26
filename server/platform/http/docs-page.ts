import type { OpenApi, Operation } from './openapi.ts';

/** The API as a page a person reads: made on the server, without scripts or anything from elsewhere. */
export function docsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))].sort();
  const contents = tags.map((tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(tag)}</a></li>`).join('');
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<section id="${anchor(tag)}"><h2>${escapeHtml(tag)}</h2>${own.map(operationHtml).join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(api.info.title)} API</title><style>${style}</style></head>
<body><header><h1>${escapeHtml(api.info.title)} API</h1><p>${inline(api.info.description)}</p>
<p>The same as a document for machines: <a href="/api/openapi.json">openapi.json</a>.</p></header>
<nav aria-label="Contents"><ul>${contents}</ul></nav><main>${sections.join('')}</main></body></html>`;
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  return `<article><h3><code><b>${method}</b> ${escapeHtml(path)}</code></h3>
<p>${inline(operation.summary)}. ${inline(operation.description)}</p>${parametersHtml(operation)}${bodyHtml(operation)}${repliesHtml(operation)}</article>`;
}

function parametersHtml({ parameters }: Operation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td><td>${code(schema)}</td></tr>`,
  );
  return `<table><thead><tr><th>Parameter</th><th>In</th><th></th><th>Schema</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function bodyHtml({ requestBody }: Operation): string {
  if (!requestBody) return '';
  const contents = Object.entries(requestBody.content as Record<string, { schema: unknown }>);
  return contents.map(([type, { schema }]) => schemaHtml(`Body, ${type}`, schema)).join('');
}

function repliesHtml({ responses }: Operation): string {
  return Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, reply]) => {
      const content = reply.content as Record<string, { schema: unknown }> | undefined;
      const schema = content?.['application/json']?.schema;
      return schema ? schemaHtml(`Answer ${status}`, schema) : `<p>Answer ${status}</p>`;
    })
    .join('');
}

function schemaHtml(title: string, schema: unknown): string {
  return `<details><summary>${escapeHtml(title)}</summary><pre><code>${escapeHtml(JSON.stringify(schema, null, 2))}</code></pre></details>`;
}

function code(schema: unknown): string {
  return `<code>${escapeHtml(JSON.stringify(schema))}</code>`;
}

function anchor(tag: string): string {
  return tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** Escaped text in which `code` marks stay code. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  );
}

const style = `
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code{font-size:.9em;overflow-wrap:anywhere}pre{overflow:auto;padding:1rem;border:1px solid #8886;border-radius:6px;max-height:30rem}
article{border-top:1px solid #8886;padding:.5rem 0 1rem}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .5rem .25rem 0;vertical-align:top}
summary{cursor:pointer;padding:.25rem 0}`;
