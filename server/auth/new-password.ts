import { AppError } from '../../domain/errors.ts';
import { passwordProblem } from '../../domain/passwords.ts';
import { hashPassword } from './password-hash.ts';

/** The hash of a password somebody chose, unless it is one that everybody tries first. */
export async function hashNewPassword(password: string, person: { email: string; name: string }): Promise<string> {
  const problem = passwordProblem(password, person);
  if (problem !== null) throw new AppError('invalid', 'password_weak', problem, { fields: { password: problem } });
  return hashPassword(password);
}
