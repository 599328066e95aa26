import { z } from 'zod';
import { emailAddress, instant, locale, publicId, shortText, teamRef, theme } from './common.ts';

// Paths: GET /api/session says who is signed in, POST signs in, DELETE signs out · GET, PATCH /api/me · PUT /api/me/password ·
// GET /api/me/sessions, DELETE /api/me/sessions (all others), DELETE /api/me/sessions/:sessionId · GET, POST /api/me/tokens,
// DELETE /api/me/tokens/:apiTokenId · GET, POST /api/setup · POST /api/invites/look, POST /api/invites/accept ·
// POST /api/password-resets asks for a link, PUT /api/password-resets uses it.
// Links that work once carry their token in the fragment, which no server or proxy ever logs: /setup#<token>,
// /invite#<token>, /reset#<token>.

/** At least ten characters, no other rule; common passwords are refused by the server. */
const newPassword = z.string().min(10).max(200);
export const signInBody = z.strictObject({ email: emailAddress, password: z.string().min(1).max(200) });
/**
 * Keys an agent chose instead of the usual ones, by command, as the browser's listener writes them (`j`, `g i`, `$mod+k`).
 * None: the command has no key.
 */
const ownKeys = z
  .record(z.string().regex(/^[a-z-]{1,40}$/), z.array(z.string().min(1).max(40)).max(3))
  .refine((keys) => Object.keys(keys).length <= 100, { message: 'There are not so many commands.' });
export const me = z.strictObject({
  id: publicId,
  name: z.string(),
  email: z.string(),
  role: z.string(),
  permissions: z.array(z.string()),
  scope: z.string(),
  locale,
  theme,
  keys: ownKeys,
  teams: z.array(teamRef),
  undoSendSeconds: z.number().int(),
  /** Turned away by my own switch: I am given no tickets. */
  isAway: z.boolean(),
});
export type Me = z.infer<typeof me>;
export const meReply = z.strictObject({ me });
/** Who sits at this browser; nobody is an answer too. `position`: where the log stands as this page begins, for its stream. */
export const sessionReply = z.strictObject({ me: me.nullable(), position: z.number().int().nullable() });
export const updateMeBody = z.strictObject({
  name: shortText.optional(),
  locale: locale.optional(),
  theme: theme.optional(),
  /** All of one's own keys: what is not named has its usual one again. */
  keys: ownKeys.optional(),
});
export const changePasswordBody = z.strictObject({ current: z.string().min(1).max(200), password: newPassword });

/** `link` (a path of this desk) is present only where the browser sits on the same machine (loopback, no proxy, no PUBLIC_URL). */
export const setupState = z.strictObject({ isNeeded: z.boolean(), link: z.string().nullable() });
export const setupBody = z.strictObject({
  token: z.string().min(20).max(200),
  company: shortText,
  name: shortText,
  email: emailAddress,
  password: newPassword,
  locale,
  timeZone: z.string().min(1).max(64),
  supportAddress: emailAddress.optional(),
});
/** Shown before somebody accepts: who is invited where. */
export const lookAtInviteBody = z.strictObject({ token: z.string().min(20).max(200) });
export const inviteState = z.strictObject({ name: z.string(), email: z.string(), company: z.string() });
export const acceptInviteBody = z.strictObject({
  token: z.string().min(20).max(200),
  name: shortText.optional(),
  password: newPassword,
  locale: locale.optional(),
});
export const requestResetBody = z.strictObject({ email: emailAddress });
export const resetBody = z.strictObject({ token: z.string().min(20).max(200), password: newPassword });

export const session = z.strictObject({
  id: publicId,
  userAgent: z.string(),
  ip: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  isCurrent: z.boolean(),
});
export const sessionList = z.strictObject({ sessions: z.array(session) });
export const sessionParams = z.strictObject({ sessionId: publicId });
export const apiToken = z.strictObject({
  id: publicId,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export const apiTokenList = z.strictObject({ tokens: z.array(apiToken) });
export const apiTokenParams = z.strictObject({ apiTokenId: publicId });
export const createApiTokenBody = z.strictObject({ name: shortText });
/** The token itself is shown once. */
export const createdApiToken = z.strictObject({ token: z.string(), apiToken });
