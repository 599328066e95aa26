import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Upload, uploadList } from '../../../contract/uploads.ts';
import { api } from '../../app/api.ts';
import { keys, queryClient } from '../../app/queries.ts';

type UploadList = z.infer<typeof uploadList>;

/** Under the ticket's own key: whatever refreshes the ticket refreshes what waits to be sent in it. */
export const uploadsQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'uploads'],
    queryFn: ({ signal }) => api.get<UploadList>(`/api/tickets/${number}/uploads`, undefined, signal),
    select: ({ uploads }) => uploads,
  });

const address = (number: number, id: string) => `/api/tickets/${number}/uploads/${id}`;
export const deleteUpload = (number: number, id: string) => api.delete<void>(address(number, id));
export const moveUpload = (number: number, id: string, box: 'reply' | 'note') =>
  api.patch<void>(address(number, id), { box });

/** Shows what is known already, before the desk is asked again. */
export async function changeShown(number: number, change: (uploads: Upload[]) => Upload[]): Promise<void> {
  const { queryKey } = uploadsQuery(number);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<UploadList>(queryKey, (known) => ({ uploads: change(known?.uploads ?? []) }));
}
