/** The other side said no. `permanent`: do not try again, tell the agent. Otherwise it is retried with back-off. */
export class SendError extends Error {
  readonly permanent: boolean;
  readonly response: string;

  constructor(message: string, more: { permanent: boolean; response: string; cause?: unknown }) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'SendError';
    this.permanent = more.permanent;
    this.response = more.response;
  }
}
