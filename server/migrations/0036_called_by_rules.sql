-- That a rule calls an agent is chosen apart from mentions; whoever chose for both keeps what they chose.

alter table notification_choices drop constraint notification_choices_event_check,
  add constraint notification_choices_event_check
    check (event in ('assigned', 'answered', 'mentioned', 'called', 'undelivered', 'woke'));
insert into notification_choices (agent_id, event, in_app, by_mail)
select agent_id, 'called', in_app, by_mail from notification_choices where event = 'mentioned';
