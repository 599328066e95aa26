import { Fragment } from 'react';

const address = /(https?:\/\/[^\s<>"'()[\]]+[^\s<>"'()[\].,;:!?])/g;

/** Text as it was written, with addresses one can follow. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="text-read leading-[1.55] whitespace-pre-wrap wrap-anywhere">
      {text.split(address).map((part, at) => {
        const isLink = at % 2 === 1;
        const key = at;
        return isLink ? (
          <a
            key={key}
            href={part}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent underline underline-offset-2"
          >
            {part}
          </a>
        ) : (
          <Fragment key={key}>{part}</Fragment>
        );
      })}
    </div>
  );
}
