import { AppError } from '../../../domain/errors.ts';
import { pictureType } from '../../platform/html/picture-type.ts';
import { remotePictures } from '../../platform/html/remote-pictures.ts';
import { fetchPicture } from '../../platform/http/outbound-picture.ts';
import type { Platform } from '../../platform/platform.ts';
import { mostRemotePictures } from './message-frame.ts';

type Asked = { html: string | null; nth: number; signal: AbortSignal };

/**
 * The `nth` picture from the internet that a message names, fetched for whoever may read the message. No address is ever
 * taken from a request, and whatever is wrong with the one in the mail sounds the same: nothing of what is inside our
 * network shows.
 */
export async function fetchRemotePicture(
  p: Platform,
  { html, nth, signal }: Asked,
): Promise<{ type: string; bytes: Buffer }> {
  const url = remotePictures(html ?? '')[nth];
  if (url === undefined || nth >= mostRemotePictures) throw pictureNotFound();
  const bytes = await fetchPicture(p.config, { url, signal }).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'pictures_busy') throw pictureNotFound(error);
    throw error;
  });
  const type = pictureType(bytes);
  if (type === null) throw pictureNotFound();
  return { type, bytes };
}

function pictureNotFound(cause?: unknown): AppError {
  return new AppError('not_found', 'picture_not_found', 'There is no such picture.', { cause });
}
