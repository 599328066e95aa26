import { type IdentityKind, normaliseIdentity } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { findOrInsertContact, takeTheirs } from '../store/identities.ts';

export type Sender = { kind: IdentityKind; value: string; name: string; isVerified: boolean; language: string | null };
type FoundContact = { contactId: number; organizationId: number | null; isNew: boolean };

/**
 * Who is it that writes? One statement, whether the identity is known or new, since every incoming message passes here. Of
 * two that bring the same new identity at once, the second waits for the first and then finds its contact.
 */
export async function findOrMakeContact(tx: Tx, p: Platform, sender: Sender): Promise<FoundContact> {
  const value = normaliseIdentity(sender.kind, sender.value);
  if (value === null) {
    const sentence = 'This is not an address or number anybody can have.';
    throw new AppError('invalid', 'identity_invalid', sentence, { fields: { value: sentence } });
  }
  const asked = { ...sender, value, name: sender.name.trim().slice(0, 200) };
  const first = await findOrInsertContact(tx, asked, p.clock.now());
  const found = first.contact_id === null ? await takeTheirs(tx, asked, first.spare_id) : first;
  return { contactId: found.contact_id as number, organizationId: found.organization_id, isNew: found.is_new };
}
