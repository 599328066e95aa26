import {
  contactImportList,
  contactImportParams,
  contactImportReply,
  importColumnsBody,
  importRows,
  importRowsQuery,
  newContactImportQuery,
} from '../../../contract/contact-imports.ts';
import { writeCsv } from '../../../domain/tables/csv.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { beginImport } from '../commands/import/begin.ts';
import { discardImport, setColumns, startImport, stopImport, undoImport } from '../commands/import/change.ts';
import { failedRows, getImport, listImportRows, listImports } from '../reads/imports.ts';
import { largestTable } from '../tables/read-table.ts';

const access = { may: 'contacts.import' } as const;
const tag = 'Contacts';
const one = { access, tag, params: contactImportParams } as const;

export const contactImportRoutes = (p: Platform): Route[] => {
  const shown = async (uuid: string) => ({ contactImport: await getImport(p.db, uuid) });
  return [
    route({
      method: 'GET',
      url: '/api/contact-imports',
      access,
      summary: 'Tables of contacts that were read lately, newest first',
      tag,
      replies: { 200: contactImportList },
      run: async () => ({ contactImports: await listImports(p.db) }),
    }),
    route({
      method: 'POST',
      url: '/api/contact-imports',
      access,
      summary: 'Read a table of contacts (CSV or XLSX, the file as the body) and say what each row would do',
      tag,
      query: newContactImportQuery,
      raw: { types: ['*'], maxBytes: largestTable },
      replies: { 201: contactImportReply },
      async run({ actor, query, request }) {
        const bytes = request.body as Buffer;
        return shown(await beginImport(p, { actor, bytes, ...query }));
      },
    }),
    route({
      ...one,
      method: 'GET',
      url: '/api/contact-imports/:contactImportId',
      summary: 'What the columns of a table are taken for, what its rows would do and did',
      replies: { 200: contactImportReply },
      run: ({ params }) => shown(params.contactImportId),
    }),
    route({
      ...one,
      method: 'DELETE',
      url: '/api/contact-imports/:contactImportId',
      summary: 'Forget a table that was not begun',
      replies: { 204: null },
      run: ({ params }) => discardImport(p, params.contactImportId),
    }),
    route({
      ...one,
      method: 'PUT',
      url: '/api/contact-imports/:contactImportId/columns',
      summary: 'Say what the columns are; what each row would do is worked out anew',
      body: importColumnsBody,
      replies: { 200: contactImportReply },
      async run({ params, body }) {
        await setColumns(p, params.contactImportId, body);
        return shown(params.contactImportId);
      },
    }),
    ...rowRoutes(p),
    ...actRoutes(p, shown),
  ];
};

const rowRoutes = (p: Platform): Route[] => [
  route({
    ...one,
    method: 'GET',
    url: '/api/contact-imports/:contactImportId/rows',
    summary: 'Rows by what they would do or did',
    query: importRowsQuery,
    replies: { 200: importRows },
    run: ({ params, query }) => listImportRows(p.db, params.contactImportId, query),
  }),
  route({
    ...one,
    method: 'GET',
    url: '/api/contact-imports/:contactImportId/errors.csv',
    summary: 'The rows that were not taken, as a table, each with why',
    replies: { 200: null },
    streams: true,
    async run({ params, reply }) {
      const { headings, rows } = await failedRows(p.db, params.contactImportId);
      const why = (row: (typeof rows)[number]) =>
        row.problems.map(({ code, values }) => `${code} ${Object.values(values).join(' ')}`.trim());
      const table = rows.map((row) => [String(row.place), why(row).join('; '), ...row.cells]);
      const text = writeCsv(headings === null ? table : [['row', 'why', ...headings], ...table]);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="not-imported.csv"')
        .header('cache-control', 'private, no-store')
        .send(`\u{feff}${text}`);
    },
  }),
];

type Shown = (uuid: string) => Promise<{ contactImport: Awaited<ReturnType<typeof getImport>> }>;

const actRoutes = (p: Platform, shown: Shown): Route[] => [
  route({
    ...one,
    method: 'POST',
    url: '/api/contact-imports/:contactImportId/start',
    summary: 'Begin: a job writes the rows one by one',
    replies: { 202: contactImportReply },
    async run({ actor, params, request }) {
      await startImport(p, params.contactImportId, { actor, request });
      return shown(params.contactImportId);
    },
  }),
  route({
    ...one,
    method: 'POST',
    url: '/api/contact-imports/:contactImportId/stop',
    summary: 'Stop after the rows in hand',
    replies: { 200: contactImportReply },
    async run({ params }) {
      await stopImport(p, params.contactImportId);
      return shown(params.contactImportId);
    },
  }),
  route({
    ...one,
    method: 'POST',
    url: '/api/contact-imports/:contactImportId/undo',
    summary: 'Take back what an import did, where nobody changed or used it since',
    replies: { 202: contactImportReply },
    async run({ actor, params, request }) {
      await undoImport(p, params.contactImportId, { actor, request });
      return shown(params.contactImportId);
    },
  }),
];
