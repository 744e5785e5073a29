-- Persons who see a dossier because they were asked to take part in it: reviewers, a panel.
alter table dossier add column invited uuid[];
create index ix_dossier_invited on dossier using gin (invited) where invited is not null;

alter policy seen on dossier using (
    case when unit_id <@ (select app_scope()) then true
        else assignee = (select app_person()) or opened_by = (select app_person()) or id = (select app_receipt())
            or (invited is not null and (select app_person()) = any (invited)) end
    and (compartment is null or compartment = any ((select app_compartments())::text[]))
    and (recused is null or (select app_person()) is null or not (select app_person()) = any (recused)));

-- What was marked without a name, sealed under a key that is not in the database. One row for a dossier, from the first slip until
-- somebody may count; who handed in a slip is said by the dossier and its ledger, what was on it by nothing.
create table ballot_box (
    id      uuid  not null,
    content bytea not null,
    constraint pk_ballot_box primary key (id)
);
alter table ballot_box enable row level security;
create policy seen on ballot_box to qinglian_app using (exists (select from dossier d where d.id = ballot_box.id)) with check (true);
grant select, insert, update, delete on ballot_box to qinglian_app;
