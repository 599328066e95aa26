-- The cause and the outcome of a ticket's resolution as conditions compare them (domain/text.ts): folded once, where they are saved.

alter table tickets add resolution_folded jsonb;

-- Words of the values in a ticket's own fields, found beside those of messages. Only tickets with values have a row.

create table field_search (
  ticket_id bigint primary key references tickets (id) on delete cascade,
  changed_at timestamptz(3) not null,
  tsv tsvector not null
);
create index field_search_words on field_search using gin (tsv);

-- Those of before: texts, which are folded already, with every code once more as one word (domain/searchable.ts).
insert into field_search (ticket_id, changed_at, tsv)
select id, updated_at, to_tsvector('portuguese', words.text || ' ' || regexp_replace(words.text, '[-./_]', '', 'g'))
from tickets, lateral (select string_agg(value, E'\n') as text from jsonb_each_text(custom_fields_folded)) as words
where custom_fields <> '{}' and words.text is not null;
