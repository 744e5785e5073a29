-- What comes back by the calendar says in its content for which period it is (2026-03, 2026-Q1). Kept as a column of its own, because
-- row-level security lets no index look into the content: a year of returns is then one indexed query.
alter table dossier add column period text generated always as (content ->> 'period') stored;
create index ix_dossier_procedure_period on dossier (procedure, period, unit_id) where period is not null;
