import { button, field, heading, press } from './moves.ts';
import type { Scene } from './scene.ts';

export const door: Scene[] = [
  {
    name: 'setup',
    onEmptyDesk: true,
    open: async (stage) => [await stage.page.goto('/setup'), await stage.page.getByRole('link').first().waitFor()],
  },
  {
    name: 'setup-form',
    onEmptyDesk: true,
    open: async (stage) => {
      await stage.page.goto('/setup');
      await stage.page.getByRole('link', { name: stage.say('Begin') }).click();
      await field(stage, 'Company').fill('Padaria Central');
      await button(stage, 'Start').click();
      await stage.page.locator('[data-invalid]').first().waitFor();
    },
  },
  {
    name: 'setup-done',
    open: async (stage) => [await stage.page.goto('/setup'), await heading(stage, 'This desk is set up')],
  },
  { name: 'sign-in', open: async (stage) => [await stage.page.goto('/sign-in'), await heading(stage, 'Sign in')] },
  {
    name: 'sign-in-refused',
    statuses: [401],
    open: async (stage) => {
      await stage.page.goto('/sign-in');
      await field(stage, 'E-mail').fill(`nobody-${Math.round(performance.now())}@atende.example`);
      await field(stage, 'Password').fill('not the password');
      await press(stage, 'Sign in');
      await stage.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'forgot',
    open: async (stage) => [await stage.page.goto('/forgot'), await heading(stage, 'Choose a new password')],
  },
  {
    name: 'forgot-sent',
    open: async (stage) => {
      await stage.page.goto('/forgot');
      await field(stage, 'E-mail').fill(`nobody-${Math.round(performance.now())}@atende.example`);
      await press(stage, 'Send the link');
      await heading(stage, 'Look into your mail');
    },
  },
  {
    name: 'reset',
    open: async (stage) => [await stage.page.goto(stage.set.reset), await field(stage, 'New password').waitFor()],
  },
  {
    name: 'reset-refused',
    statuses: [404, 410, 400, 409],
    open: async (stage) => {
      await stage.page.goto('/reset#a-link-that-nobody-was-ever-given');
      await field(stage, 'New password').fill('a brand new passphrase');
      await press(stage, 'Change the password');
      await stage.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'invite',
    open: async (stage) => [await stage.page.goto(stage.set.invite), await field(stage, 'Password').waitFor()],
  },
  {
    name: 'invite-broken',
    statuses: [404, 410, 400, 409],
    open: async (stage) => [
      await stage.page.goto('/invite#a-link-that-nobody-was-ever-given'),
      await heading(stage, 'This invitation does not work'),
    ],
  },
];
