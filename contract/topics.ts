import { z } from 'zod';
import { needs } from '../domain/fields/field.ts';
import { publicId, teamRef, topicRef, translated, typedWords } from './common.ts';

// Paths: GET, POST /api/topics · PATCH, DELETE /api/topics/:topicId · PUT /api/topics/order.

const confirmationText = z.strictObject({
  subject: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(10_000),
});
/** `inherit`: as the topic above and in the end the inbox does. `own`: in these words. `none`: no confirmation. */
const confirmation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inherit') }),
  z.strictObject({
    kind: z.literal('own'),
    texts: z.record(z.string().max(20), confirmationText).refine((texts) => Object.keys(texts).length > 0, {
      message: 'Write it in one language at least.',
    }),
  }),
  z.strictObject({ kind: z.literal('none') }),
]);
/** The fields it asks for, by their keys, in order. `neededTo` adds to what the field itself demands. */
const form = z.array(z.strictObject({ key: z.string().max(60), neededTo: z.enum(needs).nullable() })).max(100);

/** What tickets are about. What a topic leaves open (null, inherit, an empty list) it takes from the topic above it. */
export const topic = topicRef.extend({
  parentId: publicId.nullable(),
  description: translated.nullable(),
  team: teamRef.nullable(),
  slaPolicy: z.strictObject({ id: publicId, name: z.string() }).nullable(),
  confirmation,
  form,
  /** Its tickets are solved with a resolution. What a topic wants, those under it want too. */
  needsResolution: z.boolean(),
  checklist: z.array(z.strictObject({ id: publicId, text: translated })),
  isArchived: z.boolean(),
});
export type Topic = z.infer<typeof topic>;

const changeable = {
  name: typedWords(100),
  parentId: publicId.nullable(),
  description: typedWords(500).nullable(),
  team: publicId.nullable(),
  slaPolicy: publicId.nullable(),
  confirmation,
  form,
  needsResolution: z.boolean(),
  /** A question keeps its ticks as long as its id is given back. */
  checklist: z.array(z.strictObject({ id: publicId.optional(), text: typedWords(300) })).max(50),
};
const { name, ...choices } = changeable;
export const topicBody = z.strictObject({ name, ...z.strictObject(choices).partial().shape });
export const updateTopicBody = z.strictObject({ ...changeable, isArchived: z.literal(false) }).partial();
export type TopicFields = z.output<typeof updateTopicBody>;
export const topicParams = z.strictObject({ topicId: publicId });
/** Archived ones are left out unless asked for. */
export const topicListQuery = z.strictObject({ include: z.enum(['archived']).optional() });
export const topicList = z.strictObject({ topics: z.array(topic) });
export const topicReply = z.strictObject({ topic });
/** Where its open tickets go: to another topic, to none; without it they keep it. */
export const removeTopicQuery = z.strictObject({ tickets: z.union([publicId, z.literal('none')]).optional() });
/** Siblings in their new order. */
export const topicOrderBody = z.strictObject({ topics: z.array(publicId).min(1).max(1_000) });
