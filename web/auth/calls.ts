import type { z } from 'zod';
import type { acceptInviteBody, inviteState, meReply, setupBody, setupState, signInBody } from '../../contract/auth.ts';
import type { businessHoursList } from '../../contract/sla.ts';
import { type FirstHours, firstWeek } from '../../domain/business-hours/first-week.ts';
import { api } from '../app/api.ts';

type MeReply = z.infer<typeof meReply>;

export const signIn = (body: z.input<typeof signInBody>) => api.post<MeReply>('/api/session', body);
export const signOut = () => api.delete<void>('/api/session');
export const getSetupState = () => api.get<z.infer<typeof setupState>>('/api/setup');
export const setUp = (body: z.input<typeof setupBody>) => api.post<MeReply>('/api/setup', body);
/** The hours of the desk, by the owner who has just come in. */
export async function setFirstHours(hours: FirstHours): Promise<void> {
  const { businessHours } = await api.get<z.infer<typeof businessHoursList>>('/api/business-hours');
  const usual = businessHours.find(({ isDefault }) => isDefault);
  if (usual) await api.patch(`/api/business-hours/${usual.id}`, { week: firstWeek(hours) });
}
export const getInvite = (token: string) => api.post<z.infer<typeof inviteState>>('/api/invites/look', { token });
export const acceptInvite = (body: z.input<typeof acceptInviteBody>) => api.post<MeReply>('/api/invites/accept', body);
export const requestReset = (email: string) => api.post<void>('/api/password-resets', { email });
export const resetPassword = (token: string, password: string) =>
  api.put<void>('/api/password-resets', { token, password });
