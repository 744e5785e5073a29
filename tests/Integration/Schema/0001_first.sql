create table first_things (id int primary key, name text not null);
create type shade as enum ('light', 'dark');
