-- What tickets can hold beside what every ticket has, and what they are about: a tree whose topics say what to ask.

create table fields (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,49}$'),
  type text not null check (type in ('text', 'long_text', 'number', 'date', 'choice', 'choices', 'checkbox', 'tax_id')),
  label jsonb not null,                    -- by language
  help jsonb,
  choices jsonb not null default '[]',     -- [{key, label, isArchived}]
  needed_to text check (needed_to in ('open', 'solve')),
  audience text not null default 'agents' check (audience in ('agents', 'requesters')),
  position int not null,
  is_archived boolean not null default false,
  is_used boolean not null default false,  -- some ticket has or had a value: from then on it is archived, never removed
  created_at timestamptz(3) not null default now()
);

-- Tickets without values are most, and not in it: a query names the same condition.
create index tickets_custom_fields on tickets using gin (custom_fields jsonb_path_ops) where custom_fields <> '{}';

-- What a topic leaves open (null, inherit, no row) it takes from the topic above it.
alter table topics
  add description jsonb,
  add sla_policy_id bigint references sla_policies (id) on delete set null,
  add confirmation jsonb not null default '{"kind": "inherit"}', -- or {kind: own, texts: {language: {subject, text}}}, {kind: none}
  add is_archived boolean not null default false;
create index tickets_topic on tickets (topic_id) where topic_id is not null;

-- The form of a topic.
create table topic_fields (
  topic_id bigint not null references topics (id) on delete cascade,
  field_id bigint not null references fields (id) on delete cascade,
  position int not null,
  needed_to text check (needed_to in ('open', 'solve')),
  primary key (topic_id, field_id)
);

-- Its checklist of what to ask.
create table topic_questions (
  id bigint generated always as identity primary key,
  uuid uuid not null unique,
  topic_id bigint not null references topics (id) on delete cascade,
  position int not null,
  text jsonb not null
);
create index topic_questions_of_topic on topic_questions (topic_id, position);

create table ticked_questions (
  ticket_id bigint not null references tickets (id) on delete cascade,
  question_id bigint not null references topic_questions (id) on delete cascade,
  agent_id bigint references agents (id) on delete set null,
  ticked_at timestamptz(3) not null,
  primary key (ticket_id, question_id)
);

-- What the four kinds of request begin with: ordinary rows that an admin changes or removes.
insert into fields (uuid, key, type, label, help, choices, audience, position) values
  ('01930000-0000-7000-8000-000000000201', 'product', 'text', '{"en": "Product", "pt-BR": "Produto"}', null, '[]', 'requesters', 1),
  ('01930000-0000-7000-8000-000000000202', 'product_version', 'text', '{"en": "Version", "pt-BR": "Versão"}',
    '{"en": "As the product itself shows it.", "pt-BR": "Como o próprio produto mostra."}', '[]', 'requesters', 2),
  ('01930000-0000-7000-8000-000000000203', 'error_code', 'text', '{"en": "Error code or message", "pt-BR": "Código ou mensagem de erro"}', null, '[]', 'requesters', 3),
  ('01930000-0000-7000-8000-000000000204', 'since_when', 'date', '{"en": "Since when", "pt-BR": "Desde quando"}', null, '[]', 'requesters', 4),
  ('01930000-0000-7000-8000-000000000205', 'steps', 'long_text', '{"en": "Steps that lead to it", "pt-BR": "Passos até o problema"}', null, '[]', 'requesters', 5),
  ('01930000-0000-7000-8000-000000000206', 'order_number', 'text', '{"en": "Order or invoice number", "pt-BR": "Número do pedido ou da fatura"}', null, '[]', 'requesters', 6),
  ('01930000-0000-7000-8000-000000000207', 'tax_id', 'tax_id', '{"en": "CPF or CNPJ", "pt-BR": "CPF ou CNPJ"}', null, '[]', 'requesters', 7),
  ('01930000-0000-7000-8000-000000000208', 'amount', 'number', '{"en": "Amount", "pt-BR": "Valor"}', null, '[]', 'requesters', 8),
  ('01930000-0000-7000-8000-000000000209', 'due_date', 'date', '{"en": "Due date", "pt-BR": "Vencimento"}', null, '[]', 'requesters', 9),
  ('01930000-0000-7000-8000-00000000020a', 'quantity', 'number', '{"en": "Quantity", "pt-BR": "Quantidade"}', null, '[]', 'requesters', 10),
  ('01930000-0000-7000-8000-00000000020b', 'deadline', 'date', '{"en": "Needed by", "pt-BR": "Prazo desejado"}', null, '[]', 'requesters', 11),
  ('01930000-0000-7000-8000-00000000020c', 'what_happened', 'long_text', '{"en": "What happened", "pt-BR": "O que aconteceu"}', null, '[]', 'requesters', 12),
  ('01930000-0000-7000-8000-00000000020d', 'desired_solution', 'choice', '{"en": "Desired solution", "pt-BR": "Solução desejada"}', null,
    '[{"key": "refund", "label": {"en": "Refund", "pt-BR": "Reembolso"}, "isArchived": false},
      {"key": "exchange", "label": {"en": "Exchange", "pt-BR": "Troca"}, "isArchived": false},
      {"key": "repair", "label": {"en": "Repair", "pt-BR": "Conserto"}, "isArchived": false},
      {"key": "explanation", "label": {"en": "Explanation or apology", "pt-BR": "Explicação ou pedido de desculpas"}, "isArchived": false},
      {"key": "other", "label": {"en": "Something else", "pt-BR": "Outra"}, "isArchived": false}]', 'requesters', 13);

update topics set description = given.description::jsonb
from (values
  ('technical-support', '{"en": "Something does not work as it should.", "pt-BR": "Algo não funciona como deveria."}'),
  ('billing', '{"en": "Invoices, payments, refunds.", "pt-BR": "Faturas, pagamentos, reembolsos."}'),
  ('product-information', '{"en": "Questions before or after a purchase.", "pt-BR": "Dúvidas antes ou depois da compra."}'),
  ('complaint', '{"en": "A customer is not satisfied.", "pt-BR": "Um cliente está insatisfeito."}')
) as given (slug, description) where topics.slug = given.slug;

insert into topic_fields (topic_id, field_id, position)
select topics.id, fields.id, given.position
from (values
  ('technical-support', 'product', 1), ('technical-support', 'product_version', 2), ('technical-support', 'error_code', 3),
  ('technical-support', 'since_when', 4), ('technical-support', 'steps', 5),
  ('billing', 'order_number', 1), ('billing', 'tax_id', 2), ('billing', 'amount', 3), ('billing', 'due_date', 4),
  ('product-information', 'product', 1), ('product-information', 'quantity', 2), ('product-information', 'deadline', 3),
  ('complaint', 'what_happened', 1), ('complaint', 'order_number', 2), ('complaint', 'desired_solution', 3)
) as given (slug, key, position)
join topics on topics.slug = given.slug join fields on fields.key = given.key;

insert into topic_questions (uuid, topic_id, position, text)
select ('01930000-0000-7000-8000-0000000003' || given.code)::uuid, topics.id, given.position, given.text::jsonb
from (values
  ('01', 'technical-support', 1, '{"en": "Which product and which version is it?", "pt-BR": "Qual é o produto e qual é a versão?"}'),
  ('02', 'technical-support', 2, '{"en": "Which error message or code appears?", "pt-BR": "Qual mensagem ou código de erro aparece?"}'),
  ('03', 'technical-support', 3, '{"en": "Since when does it happen, and does it happen every time?", "pt-BR": "Desde quando acontece? Acontece sempre?"}'),
  ('04', 'technical-support', 4, '{"en": "Which steps lead to it?", "pt-BR": "Que passos levam ao problema?"}'),
  ('05', 'technical-support', 5, '{"en": "Could you send a picture of the screen?", "pt-BR": "Você pode enviar uma imagem da tela?"}'),
  ('11', 'billing', 1, '{"en": "What is the number of the order or invoice?", "pt-BR": "Qual é o número do pedido ou da fatura?"}'),
  ('12', 'billing', 2, '{"en": "In which CPF or CNPJ was it issued?", "pt-BR": "Em qual CPF ou CNPJ ela foi emitida?"}'),
  ('13', 'billing', 3, '{"en": "Which amount and which due date is it about?", "pt-BR": "Qual é o valor e qual é o vencimento?"}'),
  ('14', 'billing', 4, '{"en": "If it was paid: when, and how?", "pt-BR": "Se já foi paga: quando e como?"}'),
  ('21', 'product-information', 1, '{"en": "Which product is it about?", "pt-BR": "De qual produto se trata?"}'),
  ('22', 'product-information', 2, '{"en": "How many do you need?", "pt-BR": "De quantas unidades você precisa?"}'),
  ('23', 'product-information', 3, '{"en": "By when do you need it, and where?", "pt-BR": "Para quando e em que local você precisa?"}'),
  ('31', 'complaint', 1, '{"en": "What happened, and when?", "pt-BR": "O que aconteceu e quando?"}'),
  ('32', 'complaint', 2, '{"en": "Which order is it about?", "pt-BR": "De qual pedido se trata?"}'),
  ('33', 'complaint', 3, '{"en": "Whom did you speak to about it so far?", "pt-BR": "Com quem você já falou sobre isso?"}'),
  ('34', 'complaint', 4, '{"en": "What would be a good solution for you?", "pt-BR": "Qual seria uma boa solução para você?"}')
) as given (code, slug, position, text)
join topics on topics.slug = given.slug;
