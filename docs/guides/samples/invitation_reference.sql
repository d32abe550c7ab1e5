alter table invitations add column reference text check (length(reference) between 1 and 100);
