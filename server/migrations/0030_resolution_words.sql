-- The cause and the outcome of a ticket's resolution as conditions compare them (domain/text.ts): folded once, where they are saved.

alter table tickets add resolution_folded jsonb;
