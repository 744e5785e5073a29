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
