-- A person with few units finds what is assigned to them, and what they opened and is still open, without walking the whole table.
create index ix_dossier_assignee_id on dossier (assignee, id desc) where assignee is not null;
create index ix_dossier_open_opened_by on dossier (opened_by, due_on, id) where closed_at is null;
