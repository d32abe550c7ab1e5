-- Until when a webhook asked not to be told anything. For some minutes after it is told one thing at a time.
alter table webhooks add column waits_until timestamptz(3);
grant update (waits_until) on webhooks to guildhall_app;
