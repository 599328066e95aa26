import { t } from '../../locales/translate.ts';
import { MailIcon, MessageIcon, TerminalIcon } from '../../ui/icons.ts';
import { channelName } from './words.ts';

const pictures: Record<string, typeof MailIcon> = { email: MailIcon, api: TerminalIcon };

export function ChannelIcon({ channel }: { channel: string }) {
  const Picture = pictures[channel] ?? MessageIcon;
  return (
    <Picture
      role="img"
      aria-label={t('by {channel}', { channel: channelName(channel) })}
      className="size-3.25 shrink-0 text-ink-2"
    />
  );
}
