-- How each person wants to be told, and who listens from outside.

create table notice_preference (
    person      uuid    not null,
    email       text,
    by_email    boolean not null default false,
    quiet_from  time    not null default '22:00',
    quiet_until time    not null default '07:00',
    -- Lets somebody stop the letters from a letter, without signing in; says nothing else.
    stop_token  text    not null,
    changed_at  timestamptz not null,
    constraint pk_notice_preference primary key (person),
    constraint ux_notice_preference_stop_token unique (stop_token)
);

create table webhook (
    id         uuid        not null,
    name       text        not null,
    address    text        not null,
    -- Sealed: the key the body is signed with.
    secret     bytea       not null,
    kinds      text[]      not null,
    active     boolean     not null,
    changed_by uuid        not null,
    changed_at timestamptz not null,
    constraint pk_webhook primary key (id)
);

grant select, insert, update on notice_preference, webhook to qinglian_app;
