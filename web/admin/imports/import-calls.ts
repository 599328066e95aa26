import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ContactImport,
  contactImportList,
  contactImportReply,
  importColumnsBody,
  importRows,
  importRowsQuery,
} from '../../../contract/contact-imports.ts';
import { currentLanguage } from '../../../locales/translate.ts';
import { api } from '../../app/api.ts';
import { keys } from '../../app/queries.ts';

type Reply = z.infer<typeof contactImportReply>;
const whileRunning = 700;

export function isAtWork({ state }: Pick<ContactImport, 'state'>): boolean {
  return state === 'running' || state === 'undoing';
}

/** Asked for again and again while one of them goes on: the log tells of contacts, not of imports. */
export const importsQuery = queryOptions({
  queryKey: keys.contactImports,
  queryFn: ({ signal }) => api.get<z.infer<typeof contactImportList>>('/api/contact-imports', undefined, signal),
  select: ({ contactImports }) => contactImports,
  refetchInterval: ({ state }) => (state.data?.contactImports.some(isAtWork) ? whileRunning : false),
});

export type RowsAsked = Pick<z.input<typeof importRowsQuery>, 'plan' | 'state'>;

export const importRowsOf = (id: string, asked: RowsAsked) =>
  infiniteQueryOptions({
    queryKey: [...keys.contactImports, id, 'rows', asked],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof importRows>>(
        `/api/contact-imports/${id}/rows`,
        { ...asked, after: pageParam || undefined, limit: 25 },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last: z.infer<typeof importRows>) => last.next,
  });

export const readTableOf = (file: File) =>
  api.upload<Reply>('/api/contact-imports', file, { name: file.name, language: currentLanguage() });
export const setImportColumns = (id: string, body: z.input<typeof importColumnsBody>) =>
  api.put<Reply>(`/api/contact-imports/${id}/columns`, body);
export const actOnImport = (id: string, act: 'start' | 'stop' | 'undo') =>
  api.post<Reply>(`/api/contact-imports/${id}/${act}`);
export const discardImport = (id: string) => api.delete<void>(`/api/contact-imports/${id}`);
export const errorsAddress = (id: string) => `/api/contact-imports/${id}/errors.csv`;
