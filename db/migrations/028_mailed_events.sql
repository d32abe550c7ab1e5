-- What happens in an organisation can be told by mail, too, through its own mail servers.
alter table notification_providers add column events text[] not null default '{}';
grant update (events) on notification_providers to guildhall_app;

-- Who gets what is told gets the test mails as well.
alter table notification_providers no force row level security;
update notification_providers
  set settings = (settings - 'testRecipients') || jsonb_build_object('recipients', settings -> 'testRecipients')
  where settings ? 'testRecipients';
alter table notification_providers force row level security;

-- One event for one webhook or one mail server.
alter table deliveries
  alter column webhook_id drop not null,
  add column provider_id uuid,
  add constraint deliveries_provider foreign key (organisation_id, provider_id)
    references notification_providers (organisation_id, id) on delete cascade,
  add constraint deliveries_one_destination check (num_nonnulls(webhook_id, provider_id) = 1),
  -- whichever of the two it goes to: they take turns together
  add column destination_id uuid not null generated always as (coalesce(webhook_id, provider_id)) stored;

drop index deliveries_listed, deliveries_due, deliveries_sending;
create index deliveries_of_webhook on deliveries (organisation_id, webhook_id, created_at desc, id desc) where webhook_id is not null;
create index deliveries_of_provider on deliveries (organisation_id, provider_id, created_at desc, id desc) where provider_id is not null;
create index deliveries_due on deliveries (destination_id, due_at) where due_at is not null;
create index deliveries_sending on deliveries (destination_id) where state = 'sending';
