import { expect, test } from 'vitest';
import { abilitiesOf, channelByHand } from './channels.ts';

test('what is written down by hand has a channel of its own, which sends nothing', () => {
  expect(abilitiesOf(channelByHand())).toMatchObject({ byHand: true, sendsTo: null });
  expect(abilitiesOf('email').byHand).toBe(false);
  expect(abilitiesOf('whatever comes').byHand).toBe(false);
});
