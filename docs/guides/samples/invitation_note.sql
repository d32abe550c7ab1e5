alter table invitations add column note text check (length(note) between 1 and 500);
