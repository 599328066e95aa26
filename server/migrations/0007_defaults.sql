-- What a fresh desk begins with.

insert into roles (slug, name, permissions, scope, is_built_in) values
  ('owner', 'Owner', '{*}', 'all', true),
  ('admin', 'Admin', '{*}', 'all', true),
  ('agent', 'Agent', '{tickets.read,tickets.create,tickets.reply,tickets.note,tickets.update,contacts.read,contacts.write}', 'teams', true),
  ('limited', 'Limited agent', '{tickets.read,tickets.reply,tickets.note,tickets.update}', 'own', true),
  ('collaborator', 'Collaborator', '{tickets.read,tickets.note}', 'following', true);

insert into statuses (slug, name, category, position) values
  ('new', '{"en": "New", "pt-BR": "Novo"}', 0, 0),
  ('open', '{"en": "Open", "pt-BR": "Aberto"}', 1, 1),
  ('pending', '{"en": "Pending", "pt-BR": "Pendente"}', 2, 2),
  ('on_hold', '{"en": "On hold", "pt-BR": "Em espera"}', 3, 3),
  ('solved', '{"en": "Solved", "pt-BR": "Resolvido"}', 4, 4),
  ('closed', '{"en": "Closed", "pt-BR": "Fechado"}', 5, 5);

insert into topics (uuid, slug, name, position) values
  ('01930000-0000-7000-8000-000000000001', 'technical-support', '{"en": "Technical support", "pt-BR": "Suporte técnico"}', 1),
  ('01930000-0000-7000-8000-000000000002', 'billing', '{"en": "Billing", "pt-BR": "Cobrança"}', 2),
  ('01930000-0000-7000-8000-000000000003', 'product-information', '{"en": "Product information", "pt-BR": "Informações sobre produtos"}', 3),
  ('01930000-0000-7000-8000-000000000004', 'complaint', '{"en": "Complaint", "pt-BR": "Reclamação"}', 4);
