-- What a server was made from, by its name in the catalogue of the sources; null: from an image of somebody's own. The catalogue says how
-- its image is run, so that no row can hold a capability.
alter table servers add column template text check (template ~ '^[a-z][a-z0-9-]{0,39}$');
