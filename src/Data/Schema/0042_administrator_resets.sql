-- The credentials of an administrator are reset by two others together: one asks, another confirms. What is asked and not yet confirmed.
create table account_reset_request (
    person        uuid        not null,
    second_factor boolean     not null,
    asked_by      uuid        not null,
    asked_at      timestamptz not null,
    constraint pk_account_reset_request primary key (person),
    constraint fk_account_reset_request_person foreign key (person) references account (person)
);
grant select, insert, update, delete on account_reset_request to qinglian_app;
