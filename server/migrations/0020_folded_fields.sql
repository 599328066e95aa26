-- The texts of a ticket's own fields as conditions compare them (domain/text.ts): folded once, where they are saved.

alter table tickets add custom_fields_folded jsonb not null default '{}';
