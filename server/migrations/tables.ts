// Written by scripts/dump-schema.ts from the catalogue. Change the numbered files, then run: npm run schema
import type { ColumnType } from 'kysely';

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Identity = ColumnType<number, never, never>;
/** 'infinity' is read as the number Infinity. */
type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** An array must be given as JSON text: pg would write it as an array of PostgreSQL. */
type JsonInput = string | { readonly [key: string]: unknown };
type Json = ColumnType<unknown, JsonInput, JsonInput>;
type NullableJson = ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>;

interface Absences {
  id: Identity;
  agent_id: number;
  begins_on: string;
  ends_on: string;
}

interface AgentAssignment {
  agent_id: number;
  cap: number | null;
  channel_caps: Generated<Json>;
  time_zone: string | null;
  week: NullableJson;
  is_away: Generated<boolean>;
  away_since: Timestamp | null;
  last_assigned_at: Timestamp | null;
}

interface AgentPresence {
  agent_id: number;
  online_until: Timestamp;
}

interface AgentSkills {
  agent_id: number;
  skill_id: number;
  level: number;
}

interface Agents {
  id: Identity;
  uuid: string;
  email: string;
  name: string;
  name_folded: string;
  role: string;
  password_hash: string | null;
  locale: Generated<'en' | 'pt-BR'>;
  theme: Generated<'system' | 'light' | 'dark'>;
  is_active: Generated<boolean>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  keys: Generated<Json>;
}

interface ApiTokens {
  id: Identity;
  uuid: string;
  agent_id: number;
  name: string;
  token_hash: Buffer;
  created_at: Generated<Timestamp>;
  last_used_at: Timestamp | null;
  revoked_at: Timestamp | null;
}

interface Attachments {
  id: Identity;
  uuid: string;
  message_id: number;
  name: string;
  content_type: string;
  size: number;
  file_hash: string;
  content_id: string | null;
  is_inline: Generated<boolean>;
}

interface AuditEntries {
  id: Identity;
  at: Generated<Timestamp>;
  actor_kind: string;
  actor_id: number | null;
  action: string;
  object_kind: string | null;
  object_id: string | null;
  details: Generated<Json>;
  ip: Generated<string>;
  request_id: Generated<string>;
}

interface AutomaticMail {
  id: Identity;
  kind: 'confirmation' | 'notification' | 'reply' | 'mail';
  address: string;
  ticket_id: number | null;
  at: Timestamp;
}

interface BulkRows {
  run_id: number;
  place: number;
  ticket_number: number;
  state: Generated<'waiting' | 'done' | 'failed'>;
  done: NullableJson;
  error: NullableJson;
}

interface BulkRuns {
  id: Identity;
  uuid: string;
  agent_id: number;
  via_token: boolean;
  task: Json;
  state: Generated<'running' | 'stopped' | 'done'>;
  undone_at: Timestamp | null;
  created_at: Timestamp;
  ended_at: Timestamp | null;
}

interface BusinessHours {
  id: Identity;
  uuid: string;
  name: string;
  time_zone: string | null;
  week: Json;
  is_default: Generated<boolean>;
  created_at: Generated<Timestamp>;
}

interface ChannelWeights {
  channel: string;
  weight: number;
}

interface ContactIdentities {
  id: Identity;
  contact_id: number;
  kind: 'email' | 'phone' | 'whatsapp' | 'external';
  value: string;
  is_verified: Generated<boolean>;
  created_at: Generated<Timestamp>;
}

interface ContactImportRows {
  import_id: number;
  place: number;
  cells: Json;
  plan: 'new' | 'changed' | 'same' | 'error' | null;
  changes: Generated<Json>;
  state: Generated<'waiting' | 'made' | 'changed' | 'same' | 'failed' | 'undone' | 'left'>;
  contact_id: number | null;
  done: NullableJson;
  problems: Generated<Json>;
}

interface ContactImports {
  id: Identity;
  uuid: string;
  agent_id: number | null;
  file_name: string;
  source: Json;
  columns: Json;
  has_headings: boolean;
  language: string;
  state: Generated<'draft' | 'running' | 'stopped' | 'done' | 'undoing' | 'undone'>;
  created_at: Timestamp;
  ended_at: Timestamp | null;
}

interface ContactMerges {
  id: Identity;
  uuid: string;
  contact_id: number;
  into_contact_id: number;
  agent_id: number | null;
  changes: Json;
  created_at: Timestamp;
  undone_at: Timestamp | null;
}

interface ContactOrigins {
  kind: 'identity' | 'ticket' | 'message';
  row_id: number;
  contact_id: number;
}

interface Contacts {
  id: Identity;
  uuid: string;
  name: Generated<string>;
  name_folded: Generated<string>;
  organization_id: number | null;
  language: string | null;
  time_zone: string | null;
  notes: Generated<string>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  custom_fields: Generated<Json>;
  custom_fields_folded: Generated<Json>;
  own_texts: Generated<string | null>;
  merged_into: number | null;
}

interface Deliveries {
  id: Identity;
  uuid: string;
  message_id: number | null;
  ticket_id: number | null;
  inbox_id: number;
  channel: string;
  recipients: Json;
  state: Generated<'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'bounced' | 'failed' | 'cancelled' | 'held'>;
  is_automatic: Generated<boolean>;
  external_id: string | null;
  attempts: Generated<number>;
  next_attempt_at: Generated<Timestamp>;
  last_error: string | null;
  file_hash: string | null;
  created_at: Generated<Timestamp>;
  sent_at: Timestamp | null;
}

interface Drafts {
  ticket_id: number;
  agent_id: number;
  kind: 'reply' | 'note';
  content: Json;
  updated_at: Generated<Timestamp>;
}

interface Escalations {
  id: Identity;
  ticket_id: number;
  from_team_id: number | null;
  from_tier: number;
  from_assignee_id: number | null;
  agent_id: number | null;
  reason: string;
  created_at: Timestamp;
  returned_at: Timestamp | null;
}

interface EventCursors {
  reader: string;
  position: Generated<number>;
  updated_at: Generated<Timestamp>;
}

interface EventPositions {
  id: number;
  last: Generated<number>;
}

interface Events {
  id: Identity;
  position: number | null;
  at: Generated<Timestamp>;
  type: string;
  ticket_id: number | null;
  message_id: number | null;
  subject_kind: string | null;
  subject_id: number | null;
  ticket_version: number | null;
  actor_kind: 'agent' | 'contact' | 'rule' | 'system';
  actor_id: number | null;
  channel: string | null;
  cause: Generated<Json>;
  changes: Generated<Json>;
  reason: NullableJson;
  details: Generated<Json>;
}

interface ExtractionRules {
  id: Identity;
  uuid: string;
  name: Json;
  field_id: number;
  kind: 'pattern' | 'tax_id';
  pattern: string | null;
  is_enabled: Generated<boolean>;
  position: number;
  created_at: Generated<Timestamp>;
}

interface FieldSearch {
  ticket_id: number;
  changed_at: Timestamp;
  tsv: string;
}

interface Fields {
  id: Identity;
  uuid: string;
  key: string;
  type: 'text' | 'long_text' | 'number' | 'date' | 'choice' | 'choices' | 'checkbox' | 'tax_id';
  label: Json;
  help: NullableJson;
  choices: Generated<Json>;
  needed_to: 'open' | 'solve' | null;
  audience: Generated<'agents' | 'requesters'>;
  position: number;
  is_archived: Generated<boolean>;
  is_used: Generated<boolean>;
  created_at: Generated<Timestamp>;
  holder: Generated<'ticket' | 'contact' | 'organization'>;
}

interface Followers {
  ticket_id: number;
  agent_id: number;
  created_at: Generated<Timestamp>;
}

interface HolidaySources {
  id: Identity;
  uuid: string;
  business_hours_id: number;
  kind: 'country' | 'feed';
  name: string;
  country: string | null;
  region: string | null;
  url: string | null;
  days: Generated<Json>;
  choices: Generated<Json>;
  read_at: Timestamp;
  failed_at: Timestamp | null;
  failure: string | null;
}

interface Holidays {
  business_hours_id: number;
  date: string;
  name: string;
  hours: Generated<Json>;
  source_id: number | null;
}

interface IdempotencyKeys {
  actor: string;
  key: string;
  request_hash: Buffer;
  status: number | null;
  response: NullableJson;
  created_at: Generated<Timestamp>;
}

interface Inbound {
  id: Identity;
  uuid: string;
  inbox_id: number;
  key: string;
  external_id: string | null;
  envelope: Generated<Json>;
  file_hash: string;
  size: number;
  state: Generated<'received' | 'filed' | 'parked' | 'discarded'>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Timestamp>;
  error: string | null;
  received_at: Generated<Timestamp>;
  filed_at: Timestamp | null;
  error_code: string | null;
  parked_by: string | null;
}

interface InboxAddresses {
  address: string;
  inbox_id: number;
  position: Generated<number>;
}

interface InboxSignInAttempts {
  state_hash: Buffer;
  inbox_id: number;
  session_uuid: string;
  verifier: string;
  created_at: Generated<Timestamp>;
}

interface InboxSignIns {
  inbox_id: number;
  tokens: string;
  expires_at: Timestamp;
  updated_at: Generated<Timestamp>;
}

interface InboxTests {
  uuid: string;
  inbox_id: number;
  sent_at: Generated<Timestamp>;
  received_at: Timestamp | null;
  has_thread: boolean | null;
}

interface Inboxes {
  id: Identity;
  uuid: string;
  name: string;
  channel: string;
  settings: Generated<Json>;
  secrets: string | null;
  team_id: number | null;
  topic_id: number | null;
  language: Generated<string>;
  sender_name: Generated<string>;
  signature: Generated<string>;
  is_active: Generated<boolean>;
  last_error: string | null;
  last_error_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  confirmation: Generated<Json>;
  closed_policy: Generated<Json>;
  business_hours_id: number | null;
}

interface Macros {
  id: Identity;
  uuid: string;
  owner_id: number | null;
  name: string;
  position: number;
  is_enabled: Generated<boolean>;
  texts: NullableJson;
  actions: Generated<Json>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
}

interface MailboxNames {
  mailbox_id: number;
  name: string;
  state: 'history' | 'left' | 'kept' | 'spent';
}

interface Mailboxes {
  id: Identity;
  inbox_id: number;
  account: string;
  is_followed: Generated<boolean>;
  folder: string;
  epoch: Generated<number>;
  uidvalidity: number | null;
  last_uid: Generated<number>;
  history_uid: Generated<number>;
  connected_at: Timestamp | null;
  state: Generated<'connecting' | 'fetching' | 'waiting' | 'failing'>;
  state_since: Generated<Timestamp>;
  last_error: string | null;
  last_error_at: Timestamp | null;
  last_success_at: Timestamp | null;
  fetch_asked_at: Timestamp | null;
}

interface MergedParticipants {
  ticket_id: number;
  contact_id: number;
  agent_id: number | null;
  created_at: Timestamp;
}

interface Merges {
  id: Identity;
  ticket_id: number;
  into_ticket_id: number;
  agent_id: number | null;
  was_asked: Generated<boolean>;
  status_id: number;
  solved_at: Timestamp | null;
  brought: Json;
  created_at: Timestamp;
  undone_at: Timestamp | null;
  ends_split: Generated<boolean>;
}

interface MessageSearch {
  message_id: number;
  ticket_id: number;
  created_at: Timestamp;
  tsv: string;
}

interface Messages {
  id: Identity;
  uuid: string;
  ticket_id: number;
  kind: 'reply' | 'note' | 'system';
  direction: 'in' | 'out' | 'internal';
  state: Generated<'waiting' | 'posted'>;
  author_kind: 'contact' | 'agent' | 'rule' | 'system';
  agent_id: number | null;
  contact_id: number | null;
  channel: string;
  inbox_id: number | null;
  inbound_id: number | null;
  text: string;
  html: string | null;
  recipients: Generated<Json>;
  external_id: string | null;
  reason: NullableJson;
  verdict: NullableJson;
  is_automatic: Generated<boolean>;
  due_at: Timestamp | null;
  then_changes: NullableJson;
  created_at: Generated<Timestamp>;
  posted_at: Timestamp | null;
  subject: string | null;
  origin_ticket_id: number | null;
}

interface NotificationChoices {
  agent_id: number;
  event: 'assigned' | 'answered' | 'mentioned' | 'called' | 'undelivered' | 'woke';
  in_app: boolean;
  by_mail: boolean;
}

interface Notifications {
  id: Identity;
  uuid: string;
  agent_id: number;
  type: string;
  ticket_id: number | null;
  message_id: number | null;
  event_id: number | null;
  details: Generated<Json>;
  created_at: Generated<Timestamp>;
  read_at: Timestamp | null;
  in_app: Generated<boolean>;
  mail: Generated<'none' | 'waiting' | 'sent' | 'withheld'>;
}

interface Observations {
  id: Identity;
  at: Timestamp;
  kind: 'tickets_read' | 'attachments_read' | 'accounts_tried' | 'tokens_tried';
  agent_id: number | null;
  net: string | null;
  things: string[];
}

interface OneTimeTokens {
  token_hash: Buffer;
  purpose: 'setup' | 'invite' | 'reset';
  agent_id: number | null;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  used_at: Timestamp | null;
}

interface OrganizationDomains {
  domain: string;
  organization_id: number;
}

interface Organizations {
  id: Identity;
  uuid: string;
  name: string;
  name_folded: string;
  is_vip: Generated<boolean>;
  notes: Generated<string>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  custom_fields: Generated<Json>;
  custom_fields_folded: Generated<Json>;
  own_texts: Generated<string | null>;
}

interface OutgoingMail {
  id: Identity;
  uuid: string;
  recipient: string;
  subject: string;
  state: Generated<'queued' | 'sending' | 'sent' | 'failed'>;
  attempts: Generated<number>;
  last_error: string | null;
  file_hash: string;
  created_at: Generated<Timestamp>;
  sent_at: Timestamp | null;
}

interface ParkedEvents {
  id: Identity;
  reader: string;
  event_id: number;
  error: string;
  attempts: Generated<number>;
  parked_at: Generated<Timestamp>;
}

interface Participants {
  ticket_id: number;
  contact_id: number;
  created_at: Generated<Timestamp>;
  agent_id: number | null;
}

interface ResolutionSearch {
  ticket_id: number;
  recorded_at: Timestamp;
  tsv: string;
}

interface Roles {
  slug: string;
  name: string;
  permissions: string[];
  scope: 'own' | 'following' | 'own_or_unassigned' | 'teams' | 'all';
  is_built_in: Generated<boolean>;
}

interface RuleConsiderations {
  ticket_id: number;
  event_id: number;
  at: Timestamp;
  event_type: string;
  rules: Json;
}

interface RuleRuns {
  id: Identity;
  ticket_id: number;
  rule_id: number;
  event_id: number | null;
  crossing_at: Timestamp | null;
  at: Timestamp;
  outcome: 'ran' | 'failed' | 'skipped';
  deciding: NullableJson;
  reason: NullableJson;
  actions: Generated<Json>;
}

interface RuleTimers {
  rule_id: number;
  ticket_id: number;
  at: Timestamp | null;
  is_held: Generated<boolean>;
  cause: Json;
}

interface Rules {
  id: Identity;
  uuid: string;
  kind: 'trigger' | 'automation';
  name: Json;
  position: number;
  is_enabled: Generated<boolean>;
  listens_to: Generated<string[]>;
  scope: Generated<Json>;
  condition: Json;
  actions: Json;
  version: Generated<number>;
  timers_begun: Generated<number>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  updated_by: number | null;
  removed_at: Timestamp | null;
}

interface SchemaMigrations {
  number: number;
  name: string;
  applied_at: Generated<Timestamp>;
}

interface Sessions {
  token_hash: Buffer;
  uuid: string;
  agent_id: number;
  csrf_hash: Buffer | null;
  user_agent: Generated<string>;
  ip: Generated<string>;
  created_at: Generated<Timestamp>;
  last_seen_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

interface Settings {
  key: string;
  value: Json;
  updated_at: Generated<Timestamp>;
}

interface SkillNeeds {
  id: Identity;
  skill_id: number;
  kind: 'require' | 'prefer';
  level: number;
  condition: Json;
}

interface Skills {
  id: Identity;
  uuid: string;
  name: Json;
  created_at: Generated<Timestamp>;
}

interface SlaClocks {
  ticket_id: number;
  metric: 'first_reply' | 'next_reply' | 'resolution';
  started_at: Timestamp;
  target: Json;
  due_at: Timestamp | null;
  is_paused: boolean;
  ended_at: Timestamp | null;
  ended_how: 'met' | 'dropped' | null;
  breached_at: Timestamp | null;
  timer_at: Timestamp | null;
  is_breach_told: Generated<boolean>;
  told_mark: Generated<number>;
}

interface SlaPolicies {
  id: Identity;
  uuid: string;
  name: string;
  position: number;
  is_enabled: Generated<boolean>;
  condition: Json;
  targets: Json;
  pauses_in: Generated<string[]>;
  created_at: Generated<Timestamp>;
  warnings: Generated<Json>;
}

interface SlaTickets {
  ticket_id: number;
  through_event: number;
  applied_policy_id: number | null;
}

interface SplitMessages {
  split_id: number;
  message_id: number;
  home_ticket_id: number;
}

interface Splits {
  id: Identity;
  ticket_id: number;
  from_ticket_id: number;
  agent_id: number | null;
  created_at: Timestamp;
  undone_at: Timestamp | null;
}

interface Statuses {
  id: Identity;
  slug: string;
  name: Json;
  category: number;
  position: Generated<number>;
}

interface SuggestionRules {
  id: Identity;
  uuid: string;
  field: 'topic' | 'priority' | 'team';
  topic_id: number | null;
  team_id: number | null;
  priority: 'critical' | 'high' | 'medium' | 'low' | null;
  words: string[];
  is_sure: Generated<boolean>;
  is_enabled: Generated<boolean>;
  position: number;
  created_at: Generated<Timestamp>;
}

interface Suggestions {
  id: Identity;
  uuid: string;
  ticket_id: number;
  message_id: number | null;
  field: 'topic' | 'priority' | 'team';
  value: string;
  confidence: number;
  reason: Json;
  source: string;
  state: 'applied' | 'offered' | 'accepted' | 'corrected' | 'dismissed';
  corrected_to: string | null;
  agent_id: number | null;
  made_at: Timestamp;
  judged_at: Timestamp | null;
}

interface Suppressions {
  address: string;
  reason: string;
  created_at: Generated<Timestamp>;
}

interface Suspicions {
  id: Identity;
  uuid: string;
  code: string;
  subject: string;
  severity: 'low' | 'medium' | 'high';
  details: Generated<Json>;
  at: Timestamp;
}

interface TeamAssignment {
  team_id: number;
  method: 'manual' | 'round_robin' | 'least_loaded' | 'skills';
  prefers_previous_agent: Generated<boolean>;
  absent_minutes: number | null;
  silent_minutes: number | null;
  returns_answered: Generated<boolean>;
}

interface TeamMembers {
  team_id: number;
  agent_id: number;
  tier: Generated<number>;
}

interface Teams {
  id: Identity;
  uuid: string;
  slug: string;
  name: string;
  created_at: Generated<Timestamp>;
  business_hours_id: number | null;
  tiers: Generated<string[]>;
}

interface ThreadReferences {
  external_id: string;
  ticket_id: number;
}

interface Throttles {
  bucket: string;
  window_start: Timestamp;
  hits: Generated<number>;
}

interface TickedQuestions {
  ticket_id: number;
  question_id: number;
  agent_id: number | null;
  ticked_at: Timestamp;
}

interface TicketCounter {
  id: number;
  next: Generated<number>;
}

interface TicketLinks {
  from_ticket_id: number;
  to_ticket_id: number;
  kind: 'may_belong_to' | 'follow_up_of' | 'split_from' | 'related' | 'incident_of' | 'merged_into';
  created_at: Generated<Timestamp>;
}

interface Tickets {
  id: Identity;
  uuid: string;
  number: number;
  subject: string;
  subject_folded: string;
  status_id: number;
  status_category: number;
  priority: number;
  topic_id: number | null;
  team_id: number | null;
  tier: Generated<number>;
  assignee_id: number | null;
  requester_id: number;
  organization_id: number | null;
  inbox_id: number | null;
  channel: string;
  language: string | null;
  tags: Generated<string[]>;
  custom_fields: Generated<Json>;
  resolution: NullableJson;
  version: Generated<number>;
  merged_into: number | null;
  message_count: Generated<number>;
  preview: Generated<string>;
  last_author_kind: 'contact' | 'agent' | 'rule' | 'system' | null;
  next_due_at: Generated<Timestamp>;
  last_message_at: Generated<Timestamp>;
  last_customer_message_at: Timestamp | null;
  last_agent_reply_at: Timestamp | null;
  first_replied_at: Timestamp | null;
  status_changed_at: Generated<Timestamp>;
  assigned_at: Timestamp | null;
  solved_at: Timestamp | null;
  closed_at: Timestamp | null;
  reopened_count: Generated<number>;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
  snoozed_until: Timestamp | null;
  impact: number | null;
  urgency: number | null;
  custom_fields_folded: Generated<Json>;
  resolution_folded: NullableJson;
}

interface TopicFields {
  topic_id: number;
  field_id: number;
  position: number;
  needed_to: 'open' | 'solve' | null;
}

interface TopicQuestions {
  id: Identity;
  uuid: string;
  topic_id: number;
  position: number;
  text: Json;
}

interface Topics {
  id: Identity;
  uuid: string;
  slug: string;
  name: Json;
  parent_id: number | null;
  team_id: number | null;
  position: Generated<number>;
  description: NullableJson;
  sla_policy_id: number | null;
  confirmation: Generated<Json>;
  is_archived: Generated<boolean>;
  requires_resolution: Generated<boolean>;
}

interface Uploads {
  id: Identity;
  uuid: string;
  ticket_id: number;
  agent_id: number;
  box: 'reply' | 'note' | null;
  name: string;
  content_type: string;
  size: number;
  file_hash: string;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

interface ViewLooks {
  agent_id: number;
  view_id: string;
  sort: 'due' | 'updated' | 'created' | 'priority' | null;
  is_reversed: boolean | null;
  layout: 'list' | 'table' | null;
  columns: string[] | null;
  is_hidden: Generated<boolean>;
}

interface Views {
  id: Identity;
  uuid: string;
  name: Json;
  owner_kind: 'workspace' | 'team' | 'agent';
  team_id: number | null;
  agent_id: number | null;
  condition: Json;
  sort: Generated<'due' | 'updated' | 'created' | 'priority'>;
  position: Generated<number>;
  created_at: Generated<Timestamp>;
  is_reversed: Generated<boolean>;
  layout: Generated<'list' | 'table'>;
  columns: Generated<string[]>;
  updated_at: Generated<Timestamp>;
}

interface WebhookDeliveries {
  id: Identity;
  uuid: string;
  webhook_id: number;
  ticket_id: number | null;
  body: string;
  state: Generated<'queued' | 'delivered' | 'failed'>;
  attempts: Generated<number>;
  next_attempt_at: Timestamp | null;
  status: number | null;
  answer: string | null;
  error: string | null;
  created_at: Generated<Timestamp>;
  delivered_at: Timestamp | null;
}

interface Webhooks {
  id: Identity;
  uuid: string;
  name: string;
  url: string;
  secret: string;
  is_enabled: Generated<boolean>;
  created_at: Generated<Timestamp>;
}

export interface Tables {
  absences: Absences;
  agent_assignment: AgentAssignment;
  agent_presence: AgentPresence;
  agent_skills: AgentSkills;
  agents: Agents;
  api_tokens: ApiTokens;
  attachments: Attachments;
  audit_entries: AuditEntries;
  automatic_mail: AutomaticMail;
  bulk_rows: BulkRows;
  bulk_runs: BulkRuns;
  business_hours: BusinessHours;
  channel_weights: ChannelWeights;
  contact_identities: ContactIdentities;
  contact_import_rows: ContactImportRows;
  contact_imports: ContactImports;
  contact_merges: ContactMerges;
  contact_origins: ContactOrigins;
  contacts: Contacts;
  deliveries: Deliveries;
  drafts: Drafts;
  escalations: Escalations;
  event_cursors: EventCursors;
  event_positions: EventPositions;
  events: Events;
  extraction_rules: ExtractionRules;
  field_search: FieldSearch;
  fields: Fields;
  followers: Followers;
  holiday_sources: HolidaySources;
  holidays: Holidays;
  idempotency_keys: IdempotencyKeys;
  inbound: Inbound;
  inbox_addresses: InboxAddresses;
  inbox_sign_in_attempts: InboxSignInAttempts;
  inbox_sign_ins: InboxSignIns;
  inbox_tests: InboxTests;
  inboxes: Inboxes;
  macros: Macros;
  mailbox_names: MailboxNames;
  mailboxes: Mailboxes;
  merged_participants: MergedParticipants;
  merges: Merges;
  message_search: MessageSearch;
  messages: Messages;
  notification_choices: NotificationChoices;
  notifications: Notifications;
  observations: Observations;
  one_time_tokens: OneTimeTokens;
  organization_domains: OrganizationDomains;
  organizations: Organizations;
  outgoing_mail: OutgoingMail;
  parked_events: ParkedEvents;
  participants: Participants;
  resolution_search: ResolutionSearch;
  roles: Roles;
  rule_considerations: RuleConsiderations;
  rule_runs: RuleRuns;
  rule_timers: RuleTimers;
  rules: Rules;
  schema_migrations: SchemaMigrations;
  sessions: Sessions;
  settings: Settings;
  skill_needs: SkillNeeds;
  skills: Skills;
  sla_clocks: SlaClocks;
  sla_policies: SlaPolicies;
  sla_tickets: SlaTickets;
  split_messages: SplitMessages;
  splits: Splits;
  statuses: Statuses;
  suggestion_rules: SuggestionRules;
  suggestions: Suggestions;
  suppressions: Suppressions;
  suspicions: Suspicions;
  team_assignment: TeamAssignment;
  team_members: TeamMembers;
  teams: Teams;
  thread_references: ThreadReferences;
  throttles: Throttles;
  ticked_questions: TickedQuestions;
  ticket_counter: TicketCounter;
  ticket_links: TicketLinks;
  tickets: Tickets;
  topic_fields: TopicFields;
  topic_questions: TopicQuestions;
  topics: Topics;
  uploads: Uploads;
  view_looks: ViewLooks;
  views: Views;
  webhook_deliveries: WebhookDeliveries;
  webhooks: Webhooks;
}
