/** What a restore leaves behind: a copy of a desk must not write to customers before its owner has looked at it. */
export const holdSendingSql = `insert into settings (key, value) values ('isSendingHeld', 'true')
  on conflict (key) do update set value = 'true', updated_at = now()`;
