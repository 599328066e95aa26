-- inbound and messages name each other; a restore fills one before the other.
alter table inbound alter constraint inbound_message deferrable initially immediate;
