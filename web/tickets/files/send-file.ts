import type { z } from 'zod';
import type { errorReply } from '../../../contract/common.ts';
import type { Upload } from '../../../contract/uploads.ts';
import { ApiError, signedOut } from '../../app/api.ts';
import { learnRefusals } from '../../app/refusal-words.ts';

type Sending = { number: number; box: 'reply' | 'note'; file: File; onProgress: (share: number) => void };

/** Puts a file up; tells how much of it (0 to 1) is there. Only the older way of asking tells that. `abort` ends it: then it never settles. */
export function sendFile({ number, box, file, onProgress }: Sending): { done: Promise<Upload>; abort: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Upload>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('error', () => void refuse(request).then(reject));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve((JSON.parse(request.responseText) as { upload: Upload }).upload);
      else void refuse(request).then(reject);
    });
  });
  request.open('POST', `/api/tickets/${number}/uploads?${new URLSearchParams({ name: file.name, box })}`);
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.send(file);
  return { done, abort: () => request.abort() };
}

async function refuse({ status, responseText }: XMLHttpRequest): Promise<ApiError> {
  await learnRefusals();
  if (status === 401) return signedOut();
  return new ApiError(status, errorIn(responseText) ?? { code: 'unreachable', message: `HTTP ${status}` });
}

function errorIn(text: string): z.infer<typeof errorReply>['error'] | undefined {
  try {
    return (JSON.parse(text) as z.infer<typeof errorReply>).error;
  } catch {
    return undefined;
  }
}
