-- What the desk reads out of messages and suggests by itself, and what was found and done when a ticket was solved.

-- What to look for in what customers write, and the field it goes into.
create table extraction_rules (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  name jsonb not null,                     -- by language
  field_id bigint not null references fields (id) on delete cascade,
  kind text not null check (kind in ('pattern', 'tax_id')),
  pattern text,                            -- RE2; its first group is the value
  is_enabled boolean not null default true,
  position int not null,
  created_at timestamptz(3) not null default now(),
  check ((kind = 'pattern') = (pattern is not null))
);

-- "A message that says any of these words is about billing."
create table suggestion_rules (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  field text not null check (field in ('topic', 'priority', 'team')),
  topic_id bigint references topics (id) on delete cascade,
  team_id bigint references teams (id) on delete cascade,
  priority text check (priority in ('critical', 'high', 'medium', 'low')),
  words text[] not null,
  is_sure boolean not null default false,  -- done at once where the words are clear, not only offered
  is_enabled boolean not null default true,
  position int not null,
  created_at timestamptz(3) not null default now(),
  check (num_nonnulls(topic_id, team_id, priority) = 1),
  check ((field = 'topic') = (topic_id is not null) and (field = 'team') = (team_id is not null))
);

-- Every suggestion, whoever made it, with what became of it: what a learned model is taught with later.
create table suggestions (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  ticket_id bigint not null references tickets (id) on delete cascade,
  message_id bigint references messages (id) on delete set null,
  field text not null check (field in ('topic', 'priority', 'team')),
  value text not null,                     -- public id of the topic or team, or the priority
  confidence real not null check (confidence between 0 and 1),
  reason jsonb not null,
  source text not null,
  state text not null check (state in ('applied', 'offered', 'accepted', 'corrected', 'dismissed')),
  corrected_to text,
  agent_id bigint references agents (id) on delete set null,
  made_at timestamptz(3) not null,
  judged_at timestamptz(3),
  unique (ticket_id, field, source)
);

-- Words of resolutions, found beside those of messages. The ticket's own row holds the record.
create table resolution_search (
  ticket_id bigint primary key references tickets (id) on delete cascade,
  recorded_at timestamptz(3) not null,
  tsv tsvector not null
);
create index resolution_search_words on resolution_search using gin (tsv);
create index tickets_explained on tickets using gin (subject_folded gin_trgm_ops) where resolution is not null;

alter table topics add requires_resolution boolean not null default false;

insert into extraction_rules (uuid, name, field_id, kind, pattern, position)
select given.uuid::uuid, given.name::jsonb, fields.id, given.kind, given.pattern, given.position
from (values
  ('01930000-0000-7000-8000-000000000401', '{"en": "CPF or CNPJ", "pt-BR": "CPF ou CNPJ"}', 'tax_id', 'tax_id', null, 1),
  ('01930000-0000-7000-8000-000000000402', '{"en": "Order or invoice number", "pt-BR": "Número do pedido ou da fatura"}', 'order_number', 'pattern',
    '\b(?:pedido|fatura|nota fiscal|nf-?e?|order|invoice)\s*(?:n[.ºo°úu]*m?e?r?o?\.?|no\.?|number|#)?\s*[:#]?\s*([a-z]{0,4}-?\d{3,15})\b', 2),
  ('01930000-0000-7000-8000-000000000403', '{"en": "Error code", "pt-BR": "Código de erro"}', 'error_code', 'pattern',
    '\b(?:erro|error|falha|código|codigo|code)\s*(?:n[.ºo°]*|#)?\s*[:#]?\s*([a-z]{0,6}-?(?:0x[0-9a-f]{2,8}|\d{2,8}))\b', 3)
) as given (uuid, name, key, kind, pattern, position) join fields on fields.key = given.key;

insert into suggestion_rules (uuid, field, topic_id, words, is_sure, position)
select given.uuid::uuid, 'topic', topics.id, given.words, true, given.position
from (values
  ('01930000-0000-7000-8000-000000000411', 'billing', array['boleto', 'nota fiscal', 'fatura', 'cobrança', 'pagamento', 'segunda via', 'reembolso', 'estorno', 'pix', 'invoice', 'billing', 'payment', 'refund', 'receipt', 'charged'], 1),
  ('01930000-0000-7000-8000-000000000412', 'technical-support', array['erro', 'não funciona', 'não liga', 'travou', 'travando', 'quebrado', 'defeito', 'senha', 'error', 'not working', 'does not work', 'broken', 'crash', 'bug', 'password', 'login'], 2),
  ('01930000-0000-7000-8000-000000000413', 'product-information', array['orçamento', 'preço', 'cotação', 'disponibilidade', 'catálogo', 'prazo de entrega', 'price', 'quote', 'availability', 'catalog', 'catalogue', 'in stock'], 3),
  ('01930000-0000-7000-8000-000000000414', 'complaint', array['reclamação', 'insatisfeito', 'insatisfeita', 'péssimo', 'absurdo', 'decepcionado', 'procon', 'reclame aqui', 'complaint', 'unacceptable', 'disappointed', 'terrible'], 4)
) as given (uuid, slug, words, position) join topics on topics.slug = given.slug;

insert into suggestion_rules (uuid, field, priority, words, position) values
  ('01930000-0000-7000-8000-000000000421', 'priority', 'critical',
    array['sistema fora do ar', 'tudo parado', 'parou tudo', 'produção parada', 'outage', 'everything is down', 'production down', 'site is down'], 5),
  ('01930000-0000-7000-8000-000000000422', 'priority', 'high',
    array['urgente', 'urgência', 'o quanto antes', 'imediatamente', 'urgent', 'asap', 'immediately', 'as soon as possible'], 6);
